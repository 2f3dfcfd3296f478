package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.CustomEvent;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted while it waits stays interrupted. */
class SendInterruptedTest {

  @AutoClose final Talk talk = Talk.open();

  @AfterEach
  void clearTheFlag() {
    boolean unused = Thread.interrupted();
  }

  @Test
  void anInterruptedSendIsUnknownAndKeepsTheFlag() {
    talk.transport.publishing = (publication, record) -> new CompletableFuture<>();
    Thread.currentThread().interrupt();

    DeliveryUnknownException thrown =
        catchThrowableOfType(
            DeliveryUnknownException.class, () -> talk.alice.send(Talk.VOTE, Talk.PIZZA));

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(thrown)
        .hasMessageContaining("interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void aSendThatNeedNotWaitSucceedsInSpiteOfTheFlag() {
    Thread.currentThread().interrupt();

    CustomEvent<Talk.Vote> sent = talk.alice.send(Talk.VOTE, Talk.PIZZA);

    assertThat(sent.body()).isEqualTo(Talk.PIZZA);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void anInterruptedSubscribingKeepsTheFlagAndLeavesNothingBehind() {
    talk.transport.opening = open -> new CompletableFuture<>();
    Thread.currentThread().interrupt();

    UnavailableException thrown =
        catchThrowableOfType(
            UnavailableException.class, () -> talk.bob.on(Talk.VOTE, (from, event) -> {}));

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(thrown)
        .hasMessageContaining("interrupted while opening the feed")
        .hasMessageContaining("whether the call took effect is not known")
        .hasMessageNotContaining("nothing was recorded");
    assertThat(talk.bus.explain(talk.bob, "poll_vote").hearers()).isEmpty();
  }
}
