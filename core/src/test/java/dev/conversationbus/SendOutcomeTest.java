package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.conversationbus.Talk.Vote;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.error.NotPermittedException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Sender;
import dev.conversationbus.spi.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every send ends in exactly one of three ways. */
class SendOutcomeTest {

  @AutoClose final Talk talk = Talk.open();

  @Test
  void anAcceptedEventComesBackWithIdTimeAndSender() {
    CustomEvent<Vote> sent = talk.alice.send(Talk.VOTE, Talk.PIZZA);

    assertThat(sent.id()).isEqualTo(talk.recorded().lastId());
    assertThat(sent.timestamp()).isEqualTo(talk.time().instant());
    assertThat(sent.from()).isEqualTo(Sender.of(talk.alice.self().orElseThrow()));
    assertThat(sent.body()).isEqualTo(Talk.PIZZA);
    assertThat(sent.type()).isSameAs(Talk.VOTE);
    assertThat(sent.conversation()).isEqualTo(talk.alice.id());
  }

  @Test
  void everyFormOfSendingRecordsTheSame() {
    Body pizza = Body.of(Map.of("dish", "pizza"));
    talk.alice.send(Talk.VOTE, Talk.PIZZA);
    talk.alice.send("poll_vote", pizza);
    talk.alice.send("poll_vote", Map.of("dish", "pizza"));
    talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA).join();
    talk.alice.sendAsync("poll_vote", pizza).join();
    talk.alice.sendAsync("poll_vote", Map.of("dish", "pizza")).join();

    List<CustomEvent<Body>> recorded = talk.alice.history().stream().toList();
    assertThat(recorded).hasSize(6).extracting(CustomEvent::body).containsOnly(pizza);
    assertThat(recorded).extracting(event -> event.type().name()).containsOnly("poll_vote");
  }

  @Test
  void aRejectedSendThrowsTheTransportsReason() {
    talk.transport.publishing =
        (publication, record) ->
            CompletableFuture.completedFuture(
                new Outcome.Rejected(new NotPermittedException("alice is muted")));

    NotPermittedException thrown =
        catchThrowableOfType(
            NotPermittedException.class, () -> talk.alice.send(Talk.VOTE, Talk.PIZZA));

    assertThat(thrown).hasMessageContaining("alice is muted");
    assertThat(talk.alice.history().stream()).isEmpty();
  }

  @Test
  void anUnknownOutcomeThrowsWithTheKeyToSettleItWith() {
    talk.transport.publishing =
        (publication, record) ->
            CompletableFuture.completedFuture(new Outcome.Unknown("connection reset", null));

    DeliveryUnknownException thrown = sendUnknown();

    assertThat(thrown).hasMessageContaining("connection reset").hasMessageContaining("reconcile");
    assertThat(thrown.idempotencyKey()).isNotEmpty();
    assertThat(thrown.conversation()).isEqualTo(talk.alice.id().value());
  }

  @Test
  void aTransportThatThrowsLeavesTheOutcomeUnknown() {
    IllegalStateException broken = new IllegalStateException("broken transport");
    talk.transport.publishing =
        (publication, record) -> {
          record.apply(publication);
          throw broken;
        };

    assertThat(sendUnknown()).hasCause(broken);
    assertThat(talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA))
        .failsWithin(Waiting.LIMIT)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(DeliveryUnknownException.class)
        .withCause(broken);
  }

  @Test
  void aTransportThatThrowsAnErrorLeavesTheOutcomeUnknown() {
    StackOverflowError broken = new StackOverflowError();
    talk.transport.publishing =
        (publication, record) -> {
          throw broken;
        };

    assertThat(sendUnknown()).hasCause(broken);
  }

  @Test
  void aFailedAnswerLeavesTheOutcomeUnknown() {
    IllegalStateException broken = new IllegalStateException("broken transport");
    talk.transport.publishing = (publication, record) -> CompletableFuture.failedFuture(broken);

    assertThat(sendUnknown()).hasCause(broken);
  }

  @Test
  void anAnswerThatFailsLaterLeavesTheOutcomeUnknown() {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    talk.transport.publishing = (publication, record) -> answer;
    CompletableFuture<CustomEvent<Vote>> sent = talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA);
    IllegalStateException broken = new IllegalStateException("broken transport");

    answer.completeExceptionally(broken);

    assertThat(sent)
        .failsWithin(Waiting.LIMIT)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(DeliveryUnknownException.class)
        .withCause(broken);
    assertThat(talk.time().waitingTasks()).isZero();
  }

  @Test
  void aCancelledAnswerLeavesTheOutcomeUnknown() {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    answer.cancel(true);
    talk.transport.publishing = (publication, record) -> answer;

    assertThat(sendUnknown().idempotencyKey()).isNotEmpty();
  }

  private DeliveryUnknownException sendUnknown() {
    return catchThrowableOfType(
        DeliveryUnknownException.class, () -> talk.alice.send(Talk.VOTE, Talk.PIZZA));
  }
}
