package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A listener for one event is called once, whatever happens. */
class OnceTest {

  @AutoClose final Talk talk = Talk.open();

  private final List<Long> heard = new ArrayList<>();

  @Test
  void itHearsTheNextEventOnly() {
    Subscription once = talk.bob.once("n", (from, event) -> heard.add(event.id()));
    long first = talk.alice.send("n", Talk.BODY).id();
    talk.alice.send("n", Talk.BODY);

    assertThat(heard).containsExactly(first);
    assertThat(once.isActive()).isFalse();
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void itsSubscriptionHasEndedWhenItIsCalled() {
    List<Boolean> active = new ArrayList<>();
    List<Subscription> own = new ArrayList<>();
    own.add(talk.bob.once("n", (from, event) -> active.add(own.get(0).isActive())));

    talk.alice.send("n", Talk.BODY);

    assertThat(active).containsExactly(false);
  }

  @Test
  void itIsNotCalledAgainForWhatItSendsItself() {
    talk.bob.once(
        "n",
        (from, event) -> {
          heard.add(event.id());
          talk.bob.send("n", Talk.BODY);
        });

    talk.alice.send("n", Talk.BODY);

    assertThat(heard).hasSize(1);
  }

  @Test
  void itIsNotCalledOnceItIsClosed() {
    talk.bob.once("n", (from, event) -> heard.add(event.id())).close();

    talk.alice.send("n", Talk.BODY);

    assertThat(heard).isEmpty();
  }

  @Test
  void aBodyThatDoesNotFitLeavesItWaitingForTheNext() {
    EventType<Talk.Vote> vote = Talk.VOTE;
    List<String> dishes = new ArrayList<>();
    talk.bob.once(vote, (from, event) -> dishes.add(event.body().dish()));

    talk.alice.send("poll_vote", Map.of("dish", List.of(1)));
    talk.alice.send("poll_vote", Map.of("dish", "soup"));

    assertThat(dishes).containsExactly("soup");
  }

  @Test
  void anEventBetweenOpeningTheFeedAndTheHandleEndsIt() {
    talk.transport.opening =
        open -> {
          var feed = open.get();
          talk.alice.send("n", Talk.BODY);
          return CompletableFuture.completedFuture(feed);
        };

    Subscription once = talk.bob.once("n", (from, event) -> heard.add(event.id()));
    talk.alice.send("n", Talk.BODY);

    assertThat(heard).hasSize(1);
    assertThat(once.isActive()).isFalse();
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void manySendersCallItOnce() {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Talk busy = Talk.open(builder -> builder.delivery(Delivery.perListener(pool)))) {
      for (int i = 0; i < 200; i++) {
        AtomicInteger calls = new AtomicInteger();
        busy.bob.once("n", (from, event) -> calls.incrementAndGet());
        Threads.together(3, thread -> busy.alice.send("n", Talk.BODY));
        org.awaitility.Awaitility.await()
            .pollDelay(java.time.Duration.ZERO)
            .pollInterval(java.time.Duration.ofMillis(1))
            .atMost(Waiting.LIMIT)
            .until(() -> calls.get() > 0);
        assertThat(calls).hasValue(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
