package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.Talk.Vote;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.spi.Outcome;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A send ends within its deadline, by the transport's time. */
class SendDeadlineTest {

  @AutoClose final Talk talk = Talk.open(builder -> builder.sendDeadline(Duration.ofSeconds(7)));

  private static final FakeTransport.Publishing NO_ANSWER =
      (publication, record) -> {
        record.apply(publication);
        return new CompletableFuture<>();
      };

  @Test
  void aLateAnswerIsUnknownOnceTheDeadlineHasPassed() {
    talk.transport.publishing = NO_ANSWER;
    CompletableFuture<CustomEvent<Vote>> sent = talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA);

    talk.time().advance(Duration.ofMillis(6_999));
    assertThat(sent).isNotDone();
    talk.time().advance(Duration.ofMillis(1));

    DeliveryUnknownException unknown = unknownOf(sent);
    assertThat(unknown).hasMessageContaining("no answer within PT7S");
    assertThat(unknown.idempotencyKey()).isNotEmpty();
  }

  @Test
  void anAnswerAfterTheDeadlineChangesNothing() {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    talk.transport.publishing =
        (publication, record) -> {
          outcome.set(record.apply(publication));
          return answer;
        };
    CompletableFuture<CustomEvent<Vote>> sent = talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA);
    talk.time().advance(Duration.ofSeconds(7));

    answer.complete(outcome.get());

    assertThat(unknownOf(sent)).hasMessageContaining("no answer within");
  }

  @Test
  void aSendsOwnDeadlineAndKeyCount() {
    AtomicReference<IdempotencyKey> published = new AtomicReference<>();
    talk.transport.publishing =
        (publication, record) -> {
          published.set(publication.key());
          assertThat(publication.deadline()).isEqualTo(Duration.ofSeconds(2));
          return new CompletableFuture<>();
        };
    IdempotencyKey key = IdempotencyKey.of("vote-17");
    CompletableFuture<CustomEvent<Vote>> sent =
        talk.alice.sendAsync(
            Talk.VOTE,
            Talk.PIZZA,
            SendOptions.defaults().withDeadline(Duration.ofSeconds(2)).withKey(key));

    talk.time().advance(Duration.ofSeconds(2));

    assertThat(published).hasValue(key);
    assertThat(unknownOf(sent).idempotencyKey()).isEqualTo("vote-17");
  }

  @Test
  void anAnswerInTimeTakesTheAlarmBack() {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    talk.transport.publishing =
        (publication, record) -> {
          outcome.set(record.apply(publication));
          return answer;
        };
    CompletableFuture<CustomEvent<Vote>> sent = talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA);

    answer.complete(outcome.get());

    assertThat(sent).isCompletedWithValueMatching(event -> event.body().equals(Talk.PIZZA));
    assertThat(talk.time().waitingTasks()).isZero();
  }

  @Test
  void aBlockingSendEndsAtItsDeadline() throws Exception {
    talk.transport.publishing = NO_ANSWER;
    CompletableFuture<CustomEvent<Vote>> sent =
        Threads.call(() -> talk.alice.send(Talk.VOTE, Talk.PIZZA));
    await().atMost(Waiting.LIMIT).until(() -> talk.time().waitingTasks() == 1);

    talk.time().advance(Duration.ofSeconds(7));

    assertThat(unknownOf(sent)).hasMessageContaining("no answer within PT7S");
  }

  @Test
  void aBlockingSendInRealTimeEndsAtItsDeadline() {
    try (Talk real =
        Talk.over(
            FakeTransport.inRealTime(), builder -> builder.sendDeadline(Duration.ofMillis(20)))) {
      real.transport.publishing = NO_ANSWER;

      assertThat(unknownOf(Threads.call(() -> real.alice.send(Talk.VOTE, Talk.PIZZA))))
          .hasMessageContaining("no answer within PT0.02S");
    }
  }

  @Test
  void aDeadlineBeyondAllTimeIsLegal() {
    try (Talk real = Talk.over(FakeTransport.inRealTime(), builder -> builder)) {
      CompletableFuture<Outcome> answer = new CompletableFuture<>();
      real.transport.publishing =
          (publication, record) -> {
            Outcome outcome = record.apply(publication);
            return answer.completeAsync(() -> outcome);
          };
      SendOptions patient = SendOptions.defaults().withDeadline(ChronoUnit.FOREVER.getDuration());

      assertThat(real.alice.send(Talk.VOTE, Talk.PIZZA, patient).body()).isEqualTo(Talk.PIZZA);
    }
  }

  @Test
  void closingTheBusEndsASendThatStillWaits() {
    Talk real =
        Talk.over(
            FakeTransport.inRealTime(),
            builder -> builder.sendDeadline(Duration.ofHours(1)).keepTransportOpen());
    real.transport.publishing = NO_ANSWER;
    CompletableFuture<CustomEvent<Vote>> sent = real.alice.sendAsync(Talk.VOTE, Talk.PIZZA);

    real.close();

    assertThat(unknownOf(sent)).hasMessageContaining("the bus was closed before the answer came");
  }

  @Test
  void aDeadlineIsMoreThanZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SendOptions.defaults().withDeadline(Duration.ZERO))
        .withMessageContaining("PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConversationBus.builder(talk.transport).sendDeadline(Duration.ZERO));
  }

  private static DeliveryUnknownException unknownOf(CompletableFuture<?> sent) {
    return Waiting.failureOf(sent, DeliveryUnknownException.class);
  }
}
