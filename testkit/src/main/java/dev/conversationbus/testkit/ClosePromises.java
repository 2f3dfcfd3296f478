package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 6: closing, once and for all. */
abstract class ClosePromises extends PromiseGroup {

  private void refusedAsClosed(Function<Transport, ? extends CompletableFuture<?>> call)
      throws InterruptedException {
    CompletableFuture<?> future = call.apply(transport());
    stage().failure(BusClosedException.class, future);
  }

  private void closedForPublishing() throws InterruptedException {
    Stage.rejected(
        BusClosedException.class,
        stage().publish(Stage.publication(ConversationId.random(), null)));
  }

  @Test
  @DisplayName("6: closing twice has no effect")
  void closingTwiceHasNoEffect() throws Exception {
    transport().close();
    transport().close();
    closedForPublishing();
  }

  @Test
  @DisplayName("6: several threads may close at once")
  void severalThreadsMayCloseAtOnce() throws Exception {
    crowd(number -> transport().close());
    closedForPublishing();
  }

  @Test
  @DisplayName("6: after closing, publishing and looking up are rejected as closed")
  void afterClosingPublishingIsRejected() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    transport().close();
    Stage.rejected(BusClosedException.class, stage().publish(Stage.publication(lunch, alice.id())));
    Stage.rejected(
        BusClosedException.class, stage().get(transport().lookUp(lunch, IdempotencyKey.mint())));
  }

  @Test
  @DisplayName("6: after closing, every other call fails as closed")
  void afterClosingEverythingFails() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    UserId user = alice.user().id();
    HeardFeed observer = new HeardFeed(stage().patience(), event -> {});
    transport().close();
    assertAll(
        () -> refusedAsClosed(t -> t.createConversation(null, null)),
        () -> refusedAsClosed(t -> t.findConversation(lunch)),
        () -> refusedAsClosed(t -> t.findConversation("lunch")),
        () -> refusedAsClosed(t -> t.conversationsOf(user, null, 10)),
        () -> refusedAsClosed(t -> t.user("bob")),
        () -> refusedAsClosed(t -> t.findUser(user)),
        () -> refusedAsClosed(t -> t.findUser("alice")),
        () -> refusedAsClosed(t -> t.conversations(null, 10)),
        () -> refusedAsClosed(t -> t.join(lunch, user)),
        () -> refusedAsClosed(t -> t.invite(lunch, user)),
        () -> refusedAsClosed(t -> t.leave(lunch, alice.id())),
        () -> refusedAsClosed(t -> t.findMember(lunch, alice.id())),
        () -> refusedAsClosed(t -> t.findMember(lunch, user)),
        () -> refusedAsClosed(t -> t.members(lunch, null, 10)),
        () -> refusedAsClosed(t -> t.history(HistoryQuery.of(lunch))),
        () -> refusedAsClosed(t -> t.delete(lunch, 1, null)),
        () -> refusedAsClosed(t -> t.open(lunch, Feed.LIVE, observer)));
  }

  @Test
  @DisplayName("6: after closing, name and capabilities can still be read")
  void afterClosingTheNameCanBeRead() {
    String name = transport().name();
    transport().close();
    assertEquals(name, transport().name());
    assertEquals(false, transport().capabilities().toString().isEmpty());
  }

  @Test
  @DisplayName("6: an observer may close the transport")
  void anObserverMayClose() throws Exception {
    ConversationId lunch = conversation();
    CountDownLatch closed = new CountDownLatch(1);
    stage()
        .hear(
            lunch,
            Feed.LIVE,
            event -> {
              transport().close();
              closed.countDown();
            });
    // Whoever brings the event may be the one who closes, so any outcome is as good.
    var unused = transport().publish(Stage.publication(lunch, null));
    await(closed);
    closedForPublishing();
  }

  @Test
  @DisplayName("6: a callback of a future may close the transport")
  void aCallbackMayClose() throws Exception {
    ConversationId lunch = conversation();
    CompletableFuture<Void> closed =
        transport()
            .publish(Stage.publication(lunch, null))
            .thenAccept(outcome -> transport().close());
    stage().get(closed.thenApply(nothing -> true));
    closedForPublishing();
  }

  @Test
  @DisplayName("6: closing while others send leaves each publication with one outcome")
  void closingWhileOthersSend() throws Exception {
    ConversationId lunch = conversation();
    crowd(
        number -> {
          if (number == 0) {
            transport().close();
            return;
          }
          for (int i = 0; i < 50; i++) {
            isAnswered(stage().publish(Stage.publication(lunch, null)));
          }
        });
  }

  private void isAnswered(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected) {
      Stage.rejected(BusClosedException.class, outcome);
    } else if (!transport().capabilities().mayLoseAnswers()) {
      Stage.accepted(outcome);
    }
  }

  @Test
  @DisplayName("6: closing does not wait for an observer that is running")
  void closingDoesNotWaitForObservers() throws Exception {
    ConversationId lunch = conversation();
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
      CompletableFuture<Outcome> sending =
          inBackground(() -> stage().publish(Stage.publication(lunch, null)));
      await(entered);
      stage()
          .get(
              inBackground(
                  () -> {
                    transport().close();
                    return true;
                  }));
      closedForPublishing();
      release.countDown();
      isAnswered(stage().get(sending));
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName("6: closing a feed of a transport that was closed has no effect")
  void closingAFeedAfterItsTransportHasNoEffect() throws Exception {
    HeardFeed feed = stage().hear(conversation());
    transport().close();
    feed.close();
    assertEquals(List.of(), feed.ids());
  }

  @Test
  @DisplayName("6: after closing no observer is called, whoever goes on to send")
  void afterClosingNoObserverIsCalled() throws Exception {
    try (Transport other = secondConnection()) {
      ConversationId lunch = conversation();
      HeardFeed ended = stage().hear(lunch);
      HeardFeed witness = stage().hear(other, lunch, Feed.LIVE, event -> {});
      stage().say(lunch, "before");
      ended.exactly(1, 1);
      transport().close();
      for (int i = 0; i < 5; i++) {
        Stage.accepted(stage().get(other.publish(Stage.publication(lunch, null))));
      }
      witness.exactly(1, 6);
      assertEquals(List.of(1L), ended.ids());
    }
  }

  @Test
  @DisplayName("6: closing one connection leaves the store and the others as they are")
  void closingOneConnectionLeavesTheOthers() throws Exception {
    ConversationId lunch = conversation();
    List<RecordedEvent> sent = stage().sayMany(lunch, 3);
    Transport other = secondConnection();
    other.close();
    assertEquals(sent, stage().everything(lunch));
    assertEquals(4, stage().say(lunch, "next").id());
  }

  @Test
  @DisplayName("6: closing leaves no thread behind")
  void closingLeavesNoThread() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    HeardFeed feed = stage().hear(lunch);
    HeardFeed late = stage().hear(lunch, 0);
    crowd(number -> stage().say(lunch, alice, "ping", numbered(number)));
    feed.exactly(2, 1 + CROWD);
    late.exactly(1, 1 + CROWD);
    stage().close();
    assertEquals(List.of(), stage().threadsLeft());
  }

  @Test
  @DisplayName("6: closing a transport that was never used leaves no thread behind")
  void closingUnusedLeavesNoThread() throws Exception {
    stage().close();
    assertEquals(List.of(), stage().threadsLeft());
  }
}
