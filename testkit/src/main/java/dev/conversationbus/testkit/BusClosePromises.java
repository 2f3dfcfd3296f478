package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.CloseReport;
import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Delivery;
import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Promise 6, for the bus: it drains, says what it dropped, and leaves nothing behind. */
abstract class BusClosePromises extends BusPromiseGroup {

  private static void refused(Executable call) {
    assertThrows(BusClosedException.class, call);
  }

  @Test
  @DisplayName("6: closing hands over what waits, and says that nothing was dropped")
  void closingDrains() throws Exception {
    ConversationBus ordered =
        bench().bus(builder -> builder.delivery(Delivery.perListener(bench().pool())));
    Conversation lunch = ordered.newConversation().asApplication();
    CountDownLatch release = new CountDownLatch(1);
    try {
      Inbox<Body> slow = inbox((from, event) -> await(release));
      Inbox<Body> quick = inbox();
      lunch.on("ping", slow);
      lunch.on("ping", quick);
      List<Long> sent = sayMany(lunch, "ping", 5);
      // What one listener has heard waits for the other.
      quick.exactly(sent);
      slow.count(1);
      CompletableFuture<CloseReport> closing =
          inBackground(() -> ordered.close(stage().patience()));
      release.countDown();
      assertEquals(new CloseReport(0, 0), stage().get(closing));
      slow.exactly(sent);
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName("6: closing gives up when its time is over, and says what it dropped")
  void closingSaysWhatItDropped() throws Exception {
    ConversationBus ordered =
        bench().bus(builder -> builder.delivery(Delivery.perListener(bench().pool())));
    Conversation lunch = ordered.newConversation().asApplication();
    CountDownLatch release = new CountDownLatch(1);
    try {
      Inbox<Body> blocked = inbox((from, event) -> await(release));
      Inbox<Body> quick = inbox();
      lunch.on("ping", blocked);
      lunch.on("ping", quick);
      quick.exactly(sayMany(lunch, "ping", 5));
      blocked.count(1);
      CloseReport report = ordered.close(Duration.ofMillis(50));
      assertFalse(report.isClean());
      assertEquals(4, report.undelivered());
      assertEquals(1, report.stillRunning());
      release.countDown();
      assertEquals(List.of(1L), blocked.ids());
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName("6: closing twice has no effect, from several threads neither")
  void closingTwiceHasNoEffect() throws Exception {
    assertFalse(bus().isClosed());
    bus().close();
    bus().close();
    crowd(number -> bus().close());
    assertTrue(bus().isClosed());
  }

  @Test
  @DisplayName("6: a closed bus refuses every call, and its handles do")
  void aClosedBusRefusesEverything() {
    Conversation lunch = lunch();
    say(lunch, "ping");
    bus().close();
    assertAll(
        () -> refused(() -> bus().newConversation()),
        () -> refused(() -> bus().newConversation("lunch")),
        () -> refused(() -> bus().conversation(lunch.id())),
        () -> refused(() -> bus().conversation("lunch")),
        () -> refused(() -> lunch.join("alice")),
        () -> refused(() -> say(lunch, "ping")),
        () -> refused(() -> lunch.on("ping", inbox())),
        () -> refused(() -> lunch.history().page(10)),
        () -> refused(() -> lunch.event(1)),
        () -> refused(() -> lunch.delete(1)),
        () -> stage().failure(BusClosedException.class, lunch.sendAsync("ping", Body.empty())));
  }

  @Test
  @DisplayName("6: subscriptions of a closed bus have ended")
  void subscriptionsEnd() {
    Conversation lunch = lunch();
    Subscription subscription = lunch.onAny(inbox());
    assertTrue(subscription.isActive());
    bus().close();
    assertFalse(subscription.isActive());
    subscription.close();
  }

  @Test
  @DisplayName("6: a listener may close the bus")
  void aListenerMayClose() throws Exception {
    Conversation lunch = lunch();
    CountDownLatch closed = new CountDownLatch(1);
    Inbox<Body> closing =
        inbox(
            (from, event) -> {
              bus().close();
              closed.countDown();
            });
    lunch.on("ping", closing);
    CompletableFuture<?> unused = lunch.sendAsync("ping", Body.empty());
    await(closed);
    assertTrue(bus().isClosed());
    assertEquals(1, closing.ids().size());
  }

  @Test
  @DisplayName("6: closing while others send leaves each send with one end")
  void closingWhileOthersSend() throws Exception {
    Conversation lunch = lunch();
    lunch.onAny(inbox());
    crowd(
        number -> {
          if (number == 0) {
            bus().close();
            return;
          }
          for (int i = 0; i < 50; i++) {
            try {
              say(lunch, "ping");
            } catch (BusClosedException | DeliveryUnknownException e) {
              // Over a wire, what was on its way when the bus was closed may have arrived.
              return;
            }
          }
        });
    ConversationBus after = bench().bus(builder -> builder);
    List<Long> ids = recorded(after.conversation(lunch.id()));
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(i + 1L, ids.get(i));
    }
  }

  @Test
  @DisplayName("6: a closed bus calls no listener, whoever goes on to send")
  void aClosedBusCallsNoListener() throws Exception {
    Conversation lunch = lunch();
    ConversationBus other = bench().bus(builder -> builder);
    Conversation witness = other.conversation(lunch.id()).asApplication();
    Inbox<Body> ended = inbox();
    Inbox<Body> goingOn = inbox();
    lunch.onAny(ended);
    witness.onAny(goingOn);
    say(lunch, "before");
    ended.count(1);
    bus().close();
    sayMany(witness, "after", 5);
    goingOn.count(6);
    assertEquals(List.of(1L), ended.ids());
  }

  @Test
  @DisplayName("6: a bus closes its transport with itself, unless told to keep it open")
  void aBusClosesItsTransport() throws Exception {
    ConversationBus keeping = bench().bus(builder -> builder);
    keeping.close();
    assertTrue(stage().get(transport().createConversation(null, null)).lastEventId() == 0);
    ConversationBus.over(transport()).close();
    stage().failure(BusClosedException.class, transport().createConversation(null, null));
  }

  @Test
  @DisplayName("6: closing leaves no thread behind")
  void closingLeavesNoThread() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> heard = inbox();
    lunch.onAny(heard);
    crowd(number -> sayMany(lunch, "ping", 5));
    heard.count(CROWD * 5);
    stage().get(lunch.sendAsync("ping", Body.empty()));
    bench().close();
    assertEquals(List.of(), stage().threadsLeft());
  }
}
