package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Events that a listener failed to handle are kept, and can be handled again. */
class DeadLettersTest {

  @AutoClose final Talk talk = Talk.open(builder -> builder.deadLetterLimit(3));

  private final DeadLetters letters = talk.bus.deadLetters();
  private final AtomicBoolean healed = new AtomicBoolean();
  private final List<Long> handled = new ArrayList<>();

  private Subscription listen(Talk where) {
    return where.bob.on(
        "n",
        (from, event) -> {
          if (!healed.get()) {
            throw new IllegalStateException("attempt");
          }
          handled.add(event.id());
        });
  }

  @Test
  void aLetterTellsEventPlaceCauseAndTime() {
    listen(talk);
    CustomEvent<?> sent = talk.alice.send("n", Talk.BODY);

    assertThat(letters.list())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.number()).isEqualTo(1);
              assertThat(letter.event().id()).isEqualTo(sent.id());
              assertThat(letter.registeredAt()).startsWith("DeadLettersTest.java:");
              assertThat(letter.cause()).hasMessage("attempt");
              assertThat(letter.attempts()).isEqualTo(1);
              assertThat(letter.lastAttempt()).isEqualTo(talk.time().instant());
            });
  }

  @Test
  void theNewestAreKeptAndTheRestCounted() {
    listen(talk);
    for (int i = 0; i < 5; i++) {
      talk.alice.send("n", Talk.BODY);
    }

    assertThat(letters.list()).extracting(DeadLetter::number).containsExactly(3L, 4L, 5L);
    assertThat(letters.size()).isEqualTo(3);
    assertThat(letters.overflowed()).isEqualTo(2);
  }

  @Test
  void aLimitOfZeroKeepsNoneAndCountsAll() {
    try (Talk none = Talk.open(builder -> builder.deadLetterLimit(0))) {
      listen(none);
      none.alice.send("n", Talk.BODY);

      assertThat(none.bus.deadLetters().list()).isEmpty();
      assertThat(none.bus.deadLetters().overflowed()).isEqualTo(1);
    }
  }

  @Test
  void aRetryThatSucceedsTakesTheLetterOut() {
    listen(talk);
    long id = talk.alice.send("n", Talk.BODY).id();
    healed.set(true);

    assertThat(letters.retry(1)).isCompletedWithValue(true);

    assertThat(handled).containsExactly(id);
    assertThat(letters.list()).isEmpty();
    assertThat(letters.retry(1)).isCompletedWithValue(false);
  }

  @Test
  void aRetryThatFailsCountsTheAttempt() {
    listen(talk);
    talk.alice.send("n", Talk.BODY);
    talk.time().advance(Duration.ofMinutes(1));
    Instant later = talk.time().instant();

    assertThat(letters.retry(1)).isCompletedWithValue(false);

    assertThat(letters.list())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.attempts()).isEqualTo(2);
              assertThat(letter.lastAttempt()).isEqualTo(later);
              assertThat(letter.cause()).hasMessage("attempt");
            });
  }

  @Test
  void aRetryUnderAnObserverKeepsTheListenersOwnException() {
    try (Talk observed = Talk.open(builder -> builder.observer(new BusObserver() {}))) {
      listen(observed);
      observed.alice.send("n", Talk.BODY);

      assertThat(observed.bus.deadLetters().retry(1)).isCompletedWithValue(false);

      assertThat(observed.bus.deadLetters().list())
          .extracting(DeadLetter::cause)
          .singleElement()
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRetryAfterTheSubscriptionsEndCallsNobody() {
    Subscription subscription = listen(talk);
    talk.alice.send("n", Talk.BODY);
    healed.set(true);
    subscription.close();

    assertThat(letters.retry(1)).isCompletedWithValue(false);

    assertThat(handled).isEmpty();
    assertThat(letters.list()).extracting(DeadLetter::attempts).containsExactly(1);
  }

  @Test
  void aRetryThatTheExecutorRefusesIsNoAttempt() {
    ManualExecutor executor = new ManualExecutor();
    try (Talk ordered =
        Talk.open(
            builder -> builder.delivery(Delivery.ordered(executor)).closeDeadline(Duration.ZERO))) {
      listen(ordered);
      ordered.alice.send("n", Talk.BODY);
      executor.runAll();
      executor.refuse(true);

      assertThat(ordered.bus.deadLetters().retry(1)).isCompletedWithValue(false);

      assertThat(ordered.bus.deadLetters().list())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.attempts()).isEqualTo(1);
                assertThat(letter.cause()).hasMessage("attempt");
              });
    }
  }

  @Test
  void aRetryRunsWhereTheDeliverySays() {
    ManualExecutor executor = new ManualExecutor();
    try (Talk ordered =
        Talk.open(
            builder -> builder.delivery(Delivery.ordered(executor)).closeDeadline(Duration.ZERO))) {
      listen(ordered);
      ordered.alice.send("n", Talk.BODY);
      executor.runAll();
      healed.set(true);

      CompletableFuture<Boolean> retried = ordered.bus.deadLetters().retry(1);

      assertThat(retried).isNotDone();
      executor.runAll();
      assertThat(retried).isCompletedWithValue(true);
    }
  }

  @Test
  void twoRetriesAtOnceCallTheListenerOnceAndShareItsEnd() {
    ManualExecutor executor = new ManualExecutor();
    try (Talk ordered =
        Talk.open(
            builder -> builder.delivery(Delivery.ordered(executor)).closeDeadline(Duration.ZERO))) {
      listen(ordered);
      long id = ordered.alice.send("n", Talk.BODY).id();
      executor.runAll();
      healed.set(true);

      CompletableFuture<Boolean> first = ordered.bus.deadLetters().retry(1);
      CompletableFuture<Boolean> second = ordered.bus.deadLetters().retry(1);
      executor.runAll();

      assertThat(handled).containsExactly(id);
      assertThat(first).isCompletedWithValue(true);
      assertThat(second).isCompletedWithValue(true);
    }
  }

  @Test
  void aRetryThatFailedCanBeRepeated() {
    listen(talk);
    talk.alice.send("n", Talk.BODY);
    assertThat(letters.retry(1)).isCompletedWithValue(false);
    healed.set(true);

    assertThat(letters.retry(1)).isCompletedWithValue(true);
  }

  @Test
  void lettersCanBeDiscardedOneByOneOrAllTogether() {
    listen(talk);
    talk.alice.send("n", Talk.BODY);
    talk.alice.send("n", Talk.BODY);

    assertThat(letters.discard(1)).isTrue();
    assertThat(letters.discard(1)).isFalse();
    assertThat(letters.discard(99)).isFalse();
    assertThat(letters.list()).extracting(DeadLetter::number).containsExactly(2L);
    letters.clear();

    assertThat(letters.size()).isZero();
    assertThat(letters.overflowed()).isZero();
  }

  @Test
  void aLetterThatDoesNotExistCannotBeRetried() {
    assertThat(letters.retry(7)).isCompletedWithValue(false);
  }
}
