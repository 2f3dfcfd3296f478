package dev.conversationbus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.TimedOutException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.Subscription;
import dev.conversationbus.spi.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A conversation's feed is open while somebody listens, and is opened again when it breaks. */
class FeedTest {

  private final Announcements announced = new Announcements();

  @AutoClose final Talk talk = Talk.open(builder -> builder.observer(announced));

  private final List<Long> heard = new ArrayList<>();

  private Subscription listen() {
    return talk.bob.on("n", (from, event) -> heard.add(event.id()));
  }

  private long send() {
    return talk.alice.send("n", Talk.BODY).id();
  }

  @Test
  void theFirstListenerOpensTheFeedAndTheLastClosesIt() {
    assertThat(talk.transport.openFeeds()).isZero();
    Subscription first = listen();
    Subscription second = listen();
    assertThat(talk.transport.openFeeds()).isOne();

    first.close();
    assertThat(talk.transport.openFeeds()).isOne();
    second.close();
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void aFeedThatIsOpenedAgainLaterNeitherLosesNorDoubles() {
    Subscription first = listen();
    long one = send();
    first.close();
    send();
    listen();
    long three = send();

    assertThat(heard).containsExactly(one, three);
  }

  @Test
  void aBrokenFeedIsOpenedAgainBehindTheLastEvent() {
    listen();
    long one = send();
    talk.transport.holdFeeds();
    long two = send();
    talk.recorded().feeds().get(0).breakOff(new IllegalStateException("reset"));
    talk.transport.releaseFeeds();
    long three = send();

    assertThat(heard).containsExactly(one, two, three);
    assertThat(announced.broken).hasValue(1);
    assertThat(announced.gaps).isEmpty();
  }

  @Test
  void aFeedThatBreaksAgainAndAgainIsOpenedEverLater() {
    listen();
    for (int i = 0; i < 10; i++) {
      talk.recorded().feeds().forEach(feed -> feed.breakOff(null));
    }

    assertThat(announced.broken).as("it was opened at once, then not before its time").hasValue(2);
    for (int i = 0; i < 10; i++) {
      talk.time().advance(Duration.ofSeconds(5));
      assertThat(talk.transport.openFeeds()).isOne();
      talk.recorded().feeds().forEach(feed -> feed.breakOff(null));
    }
    talk.time().advance(Duration.ofSeconds(5));
    long id = send();
    assertThat(heard).containsExactly(id);
  }

  @Test
  void aFeedThatBreaksAsSoonAsItIsOpenIsNotOpenedInALoop() {
    AtomicInteger openings = new AtomicInteger();
    listen();
    talk.transport.opening =
        open -> {
          openings.incrementAndGet();
          Feed feed = open.get();
          ((FakeFeed) feed).breakOff(null);
          return CompletableFuture.completedFuture(feed);
        };

    talk.recorded().feeds().get(0).breakOff(null);

    assertThat(openings).hasValue(1);
    talk.time().advance(Duration.ofMinutes(1));
    assertThat(openings.get()).isBetween(5, 30);
    talk.transport.opening = FakeTransport.OPEN;
    talk.time().advance(Duration.ofSeconds(10));
    long id = send();
    assertThat(heard).containsExactly(id);
  }

  @Test
  void subscribingReturnsOnlyWithAFeedThatWillBeHeard() {
    AtomicReference<Feed> broken = new AtomicReference<>();
    CompletableFuture<Feed> second = new CompletableFuture<>();
    talk.transport.opening =
        open -> {
          if (broken.compareAndSet(null, open.get())) {
            ((FakeFeed) requireNonNull(broken.get())).breakOff(null);
            return CompletableFuture.completedFuture(broken.get());
          }
          return second;
        };
    CompletableFuture<Subscription> subscribing = Threads.call(this::listen);
    // The first feed broke before it was open; the second is not open yet.
    await().atMost(Waiting.LIMIT).until(() -> announced.broken.get() == 1);
    talk.transport.opening = FakeTransport.OPEN;
    assertThat(subscribing).isNotDone();

    second.completeExceptionally(new UnavailableException("down", null, null));

    assertThatThrownBy(subscribing::join).hasCauseInstanceOf(UnavailableException.class);
  }

  @Test
  void aFeedThatCannotBeOpenedFailsTheSubscriberAndNotTheNextOne() {
    talk.transport.opening =
        open -> CompletableFuture.failedFuture(new UnavailableException("down", null, null));
    assertThatThrownBy(this::listen).isInstanceOf(UnavailableException.class);

    talk.transport.opening = FakeTransport.OPEN;
    listen();
    long id = send();

    assertThat(heard).containsExactly(id);
  }

  @Test
  void aFailureDoesNotStickToTheConversation() {
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Feed> opened = new CompletableFuture<>();
      talk.transport.opening = open -> opened;
      CompletableFuture<Subscription> patient = Threads.call(this::listen);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(Waiting.LIMIT)
          .until(() -> talk.time().waitingTasks() == 1);
      talk.transport.opening = FakeTransport.OPEN;

      opened.completeExceptionally(new UnavailableException("down", null, null));
      // The first subscriber may not have learned of it, and hold on to the conversation still.
      listen().close();

      assertThat(Waiting.failureOf(patient, UnavailableException.class).isRetryable()).isTrue();
    }
  }

  @Test
  void openingAFeedEndsAtTheDeadline() {
    talk.transport.opening = open -> new CompletableFuture<>();
    CompletableFuture<Subscription> subscribing = Threads.call(this::listen);
    await().atMost(Waiting.LIMIT).until(() -> talk.time().waitingTasks() == 1);

    talk.time().advance(Duration.ofSeconds(10));

    assertThat(Waiting.failureOf(subscribing, TimedOutException.class))
        .hasMessageContaining("opening the feed");
    assertThat(talk.bus.explain(talk.bob, "n").hearers()).isEmpty();
  }

  @Test
  void noLockIsHeldWhileTheTransportOpensAFeed() {
    talk.transport.opening =
        open -> {
          talk.transport.opening = FakeTransport.OPEN;
          // Subscribing elsewhere needs every lock that the bus has.
          CompletableFuture<Integer> others =
              Threads.call(
                  () -> {
                    for (int i = 0; i < 300; i++) {
                      talk.bus.newConversation().onAny((from, event) -> {});
                    }
                    return 300;
                  });
          assertThat(others).succeedsWithin(Waiting.LIMIT);
          return CompletableFuture.completedFuture(open.get());
        };

    listen();

    long id = send();
    assertThat(heard).containsExactly(id);
  }

  @Test
  void aTransportThatWasClosedIsAnnouncedAndNotAskedForEver() {
    listen();
    FakeFeed feed = talk.recorded().feeds().get(0);
    talk.transport.opening =
        open -> CompletableFuture.failedFuture(new BusClosedException("the transport"));

    feed.breakOff(null);

    assertThat(announced.gaps)
        .singleElement()
        .satisfies(gap -> assertThat(gap.to()).isEqualTo(Long.MAX_VALUE));
    assertThat(talk.time().waitingTasks()).isZero();
  }

  @Test
  void subscribingWhileTheBusIsClosedLeavesNoFeedBehind() {
    for (int i = 0; i < 300; i++) {
      Talk other = Talk.open(ConversationBus.Builder::keepTransportOpen);
      Threads.together(
          2,
          thread -> {
            if (thread == 0) {
              other.close();
            } else {
              try {
                other.bob.on("n", (from, event) -> {});
              } catch (BusClosedException e) {
                assertThat(e).hasMessageContaining("closed");
              }
            }
          });
      assertThat(other.transport.openFeeds()).isZero();
    }
  }
}
