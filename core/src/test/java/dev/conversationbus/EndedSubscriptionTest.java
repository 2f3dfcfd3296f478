package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When closing a subscription has returned, no call of its listener begins any more. */
class EndedSubscriptionTest {

  private final ExecutorService pool = Executors.newFixedThreadPool(3);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(ReplayPropertiesTest.Mode.class)
  void nothingSentAfterItsEndIsHeard(ReplayPropertiesTest.Mode mode) {
    Talk talk = Talk.open(builder -> builder.delivery(mode.on(pool, 16)));
    AtomicBoolean done = new AtomicBoolean();
    List<AtomicLong> lastHeard = new ArrayList<>();
    List<Long> sentAfter = new ArrayList<>();
    Threads.together(
        3,
        thread -> {
          if (thread > 0) {
            while (!done.get()) {
              talk.alice.send("n", Talk.BODY);
            }
            return;
          }
          try {
            for (int i = 0; i < 300; i++) {
              AtomicLong last = new AtomicLong();
              Subscription subscription =
                  talk.bob.on("n", (from, event) -> last.accumulateAndGet(event.id(), Math::max));
              talk.alice.send("n", Talk.BODY);
              subscription.close();
              lastHeard.add(last);
              sentAfter.add(talk.alice.send("n", Talk.BODY).id());
            }
          } finally {
            done.set(true);
          }
        });

    assertThat(talk.bus.close(Waiting.LIMIT).stillRunning()).isZero();

    assertThat(lastHeard).hasSize(300);
    for (int i = 0; i < 300; i++) {
      assertThat(lastHeard.get(i).get()).isLessThan(sentAfter.get(i));
    }
  }

  @Test
  void whatStillWaitedForItIsNotHeard() {
    ManualExecutor executor = new ManualExecutor();
    try (Talk talk =
        Talk.open(
            builder -> builder.delivery(Delivery.ordered(executor)).closeDeadline(Duration.ZERO))) {
      AtomicLong calls = new AtomicLong();
      Subscription subscription = talk.bob.on("n", (from, event) -> calls.incrementAndGet());
      talk.bob.onAny((from, event) -> {});
      talk.alice.send("n", Talk.BODY);
      talk.alice.send("n", Talk.BODY);

      subscription.close();
      executor.runAll();

      assertThat(calls).hasValue(0);
    }
  }

  @Test
  void endingTwiceHasNoEffect() {
    try (Talk talk = Talk.open()) {
      AtomicLong calls = new AtomicLong();
      Subscription first = talk.bob.on("n", (from, event) -> calls.incrementAndGet());
      talk.bob.on("n", (from, event) -> calls.incrementAndGet());

      first.close();
      first.close();
      talk.alice.send("n", Talk.BODY);

      assertThat(calls).hasValue(1);
      assertThat(talk.transport.openFeeds()).isOne();
    }
  }
}
