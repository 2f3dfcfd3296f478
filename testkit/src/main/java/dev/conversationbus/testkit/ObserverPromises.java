package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises 4 and 5: observers that misbehave, act from inside, and are called one at a time. */
abstract class ObserverPromises extends PromiseGroup {

  @Test
  @DisplayName("4: an observer that throws misses no later event")
  void aThrowingObserverMissesNothing() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  throw new DeliberateFailure();
                });
    stage().sayMany(lunch, 10);
    feed.exactly(1, 10);
  }

  @Test
  @DisplayName("4: an observer that throws disturbs no other feed and no sender")
  void aThrowingObserverDisturbsNobody() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed before = stage().hear(lunch);
    stage()
        .hear(
            lunch,
            Feed.LIVE,
            event -> {
              throw new DeliberateFailure();
            });
    HeardFeed after = stage().hear(lunch);
    assertEquals(10, stage().sayMany(lunch, 10).size());
    before.exactly(1, 10);
    after.exactly(1, 10);
  }

  @Test
  @DisplayName("4: an observer that throws while the past is handed on misses nothing")
  void throwingWhileThePastIsHandedOn() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 10);
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                0,
                event -> {
                  throw new DeliberateFailure();
                });
    stage().sayMany(lunch, 5);
    feed.exactly(1, 15);
  }

  @Test
  @DisplayName("4: an observer that blocks holds up neither other feeds nor other senders")
  void aBlockingObserverHoldsNobodyUp() throws Exception {
    ConversationId lunch = conversation();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try {
      HeardFeed blocked =
          stage()
              .hear(
                  lunch,
                  Feed.LIVE,
                  event -> {
                    entered.countDown();
                    await(release);
                  });
      HeardFeed free = stage().hear(lunch);
      // Whoever brings the first event may be the one who is blocked.
      CompletableFuture<RecordedEvent> first = inBackground(() -> stage().say(lunch, "first"));
      await(entered);
      for (long id : List.of(2L, 3L)) {
        assertEquals(id, stage().get(inBackground(() -> stage().say(lunch, "next"))).id());
        free.exactly(1, id);
      }
      assertEquals(List.of(1L), blocked.ids());
      release.countDown();
      blocked.exactly(1, 3);
      stage().get(first);
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName("4: an observer that blocks holds up no other conversation")
  void aBlockingObserverHoldsUpNoOtherConversation() throws Exception {
    ConversationId lunch = conversation();
    ConversationId dinner = conversation();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try {
      stage()
          .hear(
              lunch,
              Feed.LIVE,
              event -> {
                entered.countDown();
                await(release);
              });
      HeardFeed other = stage().hear(dinner);
      CompletableFuture<RecordedEvent> first = inBackground(() -> stage().say(lunch, "first"));
      await(entered);
      stage().get(inBackground(() -> stage().sayMany(dinner, 5)));
      other.exactly(1, 5);
      release.countDown();
      stage().get(first);
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName("4: an observer may publish; what it publishes comes in its turn")
  void anObserverMayPublish() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  if (event.id() < 10) {
                    var unused = transport().publish(Stage.publication(lunch, null));
                  }
                });
    HeardFeed witness = stage().hear(lunch);
    stage().say(lunch, "first");
    feed.exactly(1, 10);
    witness.exactly(1, 10);
  }

  @Test
  @DisplayName("4: an observer may wait for the outcome of what it publishes")
  void anObserverMayWaitForWhatItPublishes() throws Exception {
    ConversationId lunch = conversation();
    List<Long> answered = new ArrayList<>();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  if (event.id() < 5) {
                    answered.add(unchecked(() -> stage().say(lunch, "more")).id());
                  }
                });
    stage().say(lunch, "first");
    feed.exactly(1, 5);
    assertEquals(List.of(2L, 3L, 4L, 5L), answered);
  }

  @Test
  @DisplayName("4: an observer may join, delete and read")
  void anObserverMayJoinDeleteAndRead() throws Exception {
    ConversationId lunch = conversation();
    CompletableFuture<List<RecordedEvent>> read = new CompletableFuture<>();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  if (event.name().equals("start")) {
                    Member guest = unchecked(() -> stage().join(lunch, "guest"));
                    unchecked(() -> stage().get(transport().delete(lunch, event.id(), guest.id())));
                    read.complete(unchecked(() -> stage().everything(lunch)));
                  }
                });
    stage().say(lunch, "start");
    feed.exactly(1, 3);
    stage().say(lunch, "last");
    feed.exactly(1, 4);
    assertEquals(List.of(1L, 2L, 3L), stage().get(read).stream().map(RecordedEvent::id).toList());
  }

  @Test
  @DisplayName("4: an observer may open another feed")
  void anObserverMayOpenAnotherFeed() throws Exception {
    ConversationId lunch = conversation();
    CompletableFuture<HeardFeed> inner = new CompletableFuture<>();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  if (event.id() == 1) {
                    inner.complete(unchecked(() -> stage().hear(lunch, 0)));
                  }
                });
    stage().say(lunch, "first");
    feed.exactly(1, 1);
    stage().say(lunch, "second");
    feed.exactly(1, 2);
    stage().get(inner).exactly(1, 2);
  }

  @Test
  @DisplayName("4: an observer may close its own feed, and is not called again")
  void anObserverMayCloseItsOwnFeed() throws Exception {
    ConversationId lunch = conversation();
    CompletableFuture<HeardFeed> self = new CompletableFuture<>();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  if (event.id() == 3) {
                    self.join().close();
                  }
                });
    self.complete(feed);
    HeardFeed witness = stage().hear(lunch);
    stage().sayMany(lunch, 10);
    witness.exactly(1, 10);
    feed.exactly(1, 3);
  }

  @Test
  @DisplayName("5: a feed calls its observer from one thread at a time")
  void anObserverIsCalledByOneThreadAtATime() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 50);
    AtomicInteger inside = new AtomicInteger();
    AtomicBoolean together = new AtomicBoolean();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                0,
                event -> {
                  if (inside.incrementAndGet() > 1) {
                    together.set(true);
                  }
                  // Long enough for another thread to be caught inside.
                  for (int i = 0; i < 1000; i++) {
                    Thread.onSpinWait();
                  }
                  inside.decrementAndGet();
                });
    crowd(number -> stage().sayMany(lunch, 50));
    feed.exactly(1, 50 + CROWD * 50L);
    assertFalse(together.get(), "two threads called the observer at the same time");
  }

  @Test
  @DisplayName("5: what an observer wrote in one call it reads in the next")
  void callsOfAnObserverSeeEachOther() throws Exception {
    ConversationId lunch = conversation();
    long[] heard = {0};
    AtomicBoolean lost = new AtomicBoolean();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  if (++heard[0] != event.id()) {
                    lost.set(true);
                  }
                });
    crowd(number -> stage().sayMany(lunch, 50));
    feed.exactly(1, CROWD * 50L);
    assertFalse(lost.get(), "a write was not seen by a later call");
  }
}
