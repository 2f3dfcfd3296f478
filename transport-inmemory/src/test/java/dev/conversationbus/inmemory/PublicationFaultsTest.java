package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.error.RateLimitedException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublicationFaultsTest {

  private static final IdempotencyKey KEY = IdempotencyKey.of("k");

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryHub hub = InMemoryHub.builder().timing(time).build();
  private final FailureScript failures = hub.failures();
  private final InMemoryTransport transport = hub.transport();
  private final Talk talk = Talk.on(transport);

  private long lastEventId() {
    return now(transport.findConversation(talk.id())).orElseThrow().lastEventId();
  }

  private Outcome lookUp() {
    return now(transport.lookUp(talk.id(), KEY));
  }

  private static void assertNotRecorded(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isInstanceOf(NotFoundException.class));
  }

  @Test
  void failedPublicationsAreRejectedAndNotRecorded() {
    failures.failNext(2);

    for (int i = 0; i < 2; i++) {
      assertThat(now(talk.offer("said", "k")))
          .isInstanceOfSatisfying(
              Outcome.Rejected.class,
              rejected ->
                  assertThat(rejected.reason())
                      .isInstanceOf(UnavailableException.class)
                      .hasMessageContaining("fail, planned by the failure script"));
    }
    assertNotRecorded(lookUp());
    assertThat(talk.say("said").id()).isEqualTo(1);
  }

  @Test
  void reasonOfAFailureCanBeChosen() {
    RateLimitedException reason = new RateLimitedException(Duration.ofSeconds(3), "too many");
    failures.failNext(1, reason);

    assertThat(now(talk.offer("said", "k"))).isEqualTo(new Outcome.Rejected(reason));
  }

  @Test
  void planIsFollowedInItsOrder() {
    failures.passNext(2).failNext(1).passNext(1).failNext(1);

    assertThat(talk.say("a").id()).isEqualTo(1);
    assertThat(talk.say("b").id()).isEqualTo(2);
    assertThat(now(talk.offer("c", "c"))).isInstanceOf(Outcome.Rejected.class);
    assertThat(talk.say("d").id()).isEqualTo(3);
    assertThat(now(talk.offer("e", "e"))).isInstanceOf(Outcome.Rejected.class);
    assertThat(failures.isArmed()).isFalse();
  }

  @Test
  void lostAnswerIsUnknownAtTheDeadlineAndTheEventThere() {
    Recorder heard = new Recorder();
    talk.listen(Feed.LIVE, heard);
    failures.loseAnswerNext(1);
    CompletableFuture<Outcome> answer = talk.offer("said", "k");

    assertThat(heard.ids()).containsExactly(1L);
    time.advance(Talk.DEADLINE.minusNanos(1));
    assertThat(answer).isNotDone();
    time.advance(Duration.ofNanos(1));
    assertThat(now(answer))
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.why()).contains("no answer within PT10S", "lose answer"));
    assertThat(lookUp())
        .isInstanceOfSatisfying(
            Outcome.Accepted.class, accepted -> assertThat(accepted.event().id()).isEqualTo(1));
    assertThat(time.waitingTasks()).isZero();
  }

  @Test
  void lostRequestIsUnknownAtTheDeadlineAndNothingIsThere() {
    failures.loseRequestNext(1);
    CompletableFuture<Outcome> answer = talk.offer("said", "k");

    time.advance(Talk.DEADLINE);
    assertThat(now(answer)).isInstanceOf(Outcome.Unknown.class);
    assertNotRecorded(lookUp());
    assertThat(lastEventId()).isZero();
  }

  @Test
  void delayedRequestIsRecordedAndAnsweredWhenItArrives() {
    failures.delayNext(1, Duration.ofSeconds(2));
    CompletableFuture<Outcome> answer = talk.offer("late", "k");
    talk.say("early");

    assertThat(answer).isNotDone();
    assertThat(lookUp())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, unknown -> assertThat(unknown.why()).contains("under way"));
    time.advance(Duration.ofSeconds(2));
    assertThat(now(answer))
        .isInstanceOfSatisfying(
            Outcome.Accepted.class,
            accepted -> {
              assertThat(accepted.event().id()).isEqualTo(2);
              assertThat(accepted.event().timestamp()).isEqualTo(time.now());
            });
    assertThat(lookUp()).isInstanceOf(Outcome.Accepted.class);
    assertThat(time.waitingTasks()).isZero();
  }

  @Test
  void requestDelayedBeyondTheDeadlineIsUnknownThenAndRecordedLater() {
    failures.delayNext(1, Talk.DEADLINE.plusSeconds(1));
    CompletableFuture<Outcome> answer = talk.offer("late", "k");

    time.advance(Talk.DEADLINE);
    assertThat(now(answer)).isInstanceOf(Outcome.Unknown.class);
    assertThat(lookUp()).isInstanceOf(Outcome.Unknown.class);
    time.advance(Duration.ofSeconds(1));
    assertThat(now(answer)).isInstanceOf(Outcome.Unknown.class);
    assertThat(lookUp()).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void delayedRequestThatIsRefusedIsAnsweredAllTheSame() {
    failures.delayNext(1, Duration.ofSeconds(1));
    CompletableFuture<Outcome> answer = Talk.on(InMemoryTransport.create()).offerTo(transport, KEY);

    time.advance(Duration.ofSeconds(1));
    assertThat(now(answer)).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void delayedAnswerComesLaterThanTheEvent() {
    failures.delayAnswerNext(1, Duration.ofSeconds(2));
    CompletableFuture<Outcome> answer = talk.offer("said", "k");

    assertThat(lastEventId()).isEqualTo(1);
    assertThat(answer).isNotDone();
    time.advance(Duration.ofSeconds(2));
    assertThat(now(answer)).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void answerDelayedBeyondTheDeadlineIsUnknown() {
    failures.delayAnswerNext(1, Talk.DEADLINE.plusNanos(1));
    CompletableFuture<Outcome> answer = talk.offer("said", "k");

    time.advance(Talk.DEADLINE.plusSeconds(1));
    assertThat(now(answer)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void closingEndsWhatIsUnderWay() {
    failures.loseAnswerNext(1).delayNext(1, Duration.ofSeconds(1));
    CompletableFuture<Outcome> lost = talk.offer("lost", "l");
    CompletableFuture<Outcome> delayed = talk.offer("delayed", "k");
    transport.close();

    for (CompletableFuture<Outcome> answer : List.of(lost, delayed)) {
      assertThat(now(answer))
          .isInstanceOfSatisfying(
              Outcome.Unknown.class,
              unknown -> assertThat(unknown.cause()).isInstanceOf(BusClosedException.class));
    }
    assertThat(time.waitingTasks()).isZero();
    assertNotRecorded(now(hub.transport().lookUp(talk.id(), KEY)));
  }

  @Test
  void armedScriptIsSaidToLoseAnswers() {
    assertThat(transport.capabilities().mayLoseAnswers()).isFalse();
    failures.loseAnswerNext(1);
    assertThat(transport.capabilities().mayLoseAnswers()).isTrue();
    assertThat(talk.offer("said", "k")).isNotDone();
    assertThat(transport.capabilities().mayLoseAnswers()).isFalse();
    failures.chaos(1, Chaos.of(Fault.LOSE_ANSWER, 0.5));
    assertThat(transport.capabilities().mayLoseAnswers()).isTrue();
    failures.clear();
    assertThat(transport.capabilities().mayLoseAnswers()).isFalse();
  }

  @Test
  void historyQueriesFailAsPlanned() {
    RateLimitedException reason = new RateLimitedException(Duration.ofSeconds(3), "too many");
    failures.failHistoryNext(1).failHistoryNext(1, reason);

    assertThatThrownBy(() -> transport.history(talk.query()).join())
        .hasCauseInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> transport.history(talk.query()).join()).hasCause(reason);
    assertThat(talk.page(talk.query()).events()).isEmpty();
  }

  @Test
  void planOfNothingChangesNothing() {
    failures.failNext(0);
    assertThat(failures.isArmed()).isFalse();
    assertThatThrownBy(() -> failures.failNext(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> failures.delayNext(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
