package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Delivery;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Subscription;
import dev.conversationbus.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises 3 and 5, for listeners: each event once, in id order, one at a time. */
abstract class BusOrderPromises extends BusPromiseGroup {

  private void keepsOrder(Delivery delivery) throws InterruptedException {
    ConversationBus ordered = bench().bus(builder -> builder.delivery(delivery));
    Conversation lunch = ordered.newConversation().asApplication();
    List<Inbox<Body>> inboxes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Inbox<Body> heard = inbox();
      inboxes.add(heard);
      lunch.on("ping", heard);
    }
    crowd(number -> sayMany(lunch, "ping", 40));
    List<Long> all = recorded(lunch);
    assertEquals(CROWD * 40, all.size());
    for (Inbox<Body> heard : inboxes) {
      heard.exactly(all);
    }
  }

  @Test
  @DisplayName("3: delivered directly, eight senders are heard in id order, each event once")
  void directDeliveryKeepsOrder() throws Exception {
    keepsOrder(Delivery.direct());
  }

  @Test
  @DisplayName("3: delivered on an executor, eight senders are heard in id order, each event once")
  void orderedDeliveryKeepsOrder() throws Exception {
    keepsOrder(Delivery.ordered(bench().pool()));
  }

  @Test
  @DisplayName("3: delivered per listener, each hears eight senders in id order, each event once")
  void deliveryPerListenerKeepsOrder() throws Exception {
    keepsOrder(Delivery.perListener(bench().pool()));
  }

  @Test
  @DisplayName("3: with a short queue nothing is lost, doubled or disordered")
  void aShortQueueLosesNothing() throws Exception {
    keepsOrder(Delivery.perListener(bench().pool()).withQueueLimit(2));
  }

  @Test
  @DisplayName("5: the listeners of a conversation are called one at a time")
  void listenersAreCalledOneAtATime() throws Exception {
    ConversationBus ordered =
        bench().bus(builder -> builder.delivery(Delivery.ordered(bench().pool())));
    Conversation lunch = ordered.newConversation().asApplication();
    AtomicInteger inside = new AtomicInteger();
    List<Integer> together = new CopyOnWriteArrayList<>();
    EventListener<Body> watch =
        (from, event) -> {
          int now = inside.incrementAndGet();
          if (now > 1) {
            together.add(now);
          }
          for (int i = 0; i < 1000; i++) {
            Thread.onSpinWait();
          }
          inside.decrementAndGet();
        };
    lunch.on("ping", watch);
    lunch.onAny(watch);
    Inbox<Body> last = inbox();
    lunch.onAny(last);
    crowd(number -> sayMany(lunch, "ping", 20));
    last.count(CROWD * 20);
    assertEquals(List.of(), together);
  }

  @Test
  @DisplayName("3: listeners of the name come first, the others after, in order of registration")
  void listenersAreCalledInTheOrderOfRegistration() throws Exception {
    Conversation lunch = lunch();
    List<String> calls = new CopyOnWriteArrayList<>();
    Inbox<Body> last = inbox((from, event) -> calls.add("any 2"));
    lunch.onAny((from, event) -> calls.add("any 1"));
    lunch.on("ping", (from, event) -> calls.add("name 1"));
    lunch.onPrefix("pi", (from, event) -> calls.add("prefix"));
    lunch.onAny(last);
    lunch.on("ping", (from, event) -> calls.add("name 2"));
    say(lunch, "ping");
    last.count(1);
    say(lunch, "pong");
    last.count(2);
    assertEquals(List.of("name 1", "name 2", "any 1", "prefix"), calls.subList(0, 4));
  }

  @Test
  @DisplayName("3: a listener hears only what it listens for")
  void aListenerHearsOnlyWhatItIsFor() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> named = inbox();
    Inbox<Body> prefixed = inbox();
    Inbox<Body> any = inbox();
    lunch.on("poll", named);
    lunch.onPrefix("poll", prefixed);
    lunch.onAny(any);
    Conversation dinner = lunch();
    for (String type : List.of("poll", "poll_vote", "order", "Poll", "pol", "poll")) {
      say(dinner, type);
      say(lunch, type);
    }
    any.exactly(List.of(1L, 2L, 3L, 4L, 5L, 6L));
    prefixed.exactly(List.of(1L, 2L, 6L));
    named.exactly(List.of(1L, 6L));
  }

  @Test
  @DisplayName("3: the same listener registered twice is called twice")
  void registeredTwiceIsCalledTwice() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> heard = inbox();
    Subscription first = lunch.on("ping", heard);
    lunch.on("ping", heard);
    say(lunch, "ping");
    assertEquals(List.of(1L, 1L), heard.count(2).stream().map(CustomEvent::id).toList());
    first.close();
    Inbox<Body> last = inbox();
    lunch.onAny(last);
    say(lunch, "ping");
    last.count(1);
    assertEquals(List.of(1L, 1L, 2L), heard.ids());
  }

  @Test
  @DisplayName("3: what a listener sends is heard after what it is hearing, by everybody")
  void whatAListenerSendsComesLater() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> sending =
        inbox(
            (from, event) -> {
              if (event.id() < 10) {
                say(lunch, "ping");
              }
            });
    Inbox<Body> other = inbox();
    lunch.on("ping", sending);
    lunch.on("ping", other);
    say(lunch, "ping");
    List<Long> all = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    sending.exactly(all);
    other.exactly(all);
  }

  @Test
  @DisplayName("3: a listener for once is called once, however many send")
  void onceIsCalledOnce() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> once = inbox();
    Inbox<Body> every = inbox();
    Subscription subscription = lunch.once("ping", once);
    lunch.on("ping", every);
    crowd(number -> sayMany(lunch, "ping", 10));
    every.count(CROWD * 10);
    assertEquals(List.of(1L), once.ids());
    assertFalse(subscription.isActive());
  }

  @Test
  @DisplayName("3: a subscription that was closed hears nothing more, whoever closed it")
  void aClosedSubscriptionHearsNothing() throws Exception {
    Conversation lunch = lunch();
    CompletableFuture<Subscription> self = new CompletableFuture<>();
    Inbox<Body> closing = inbox((from, event) -> self.join().close());
    Inbox<Body> closed = inbox();
    Inbox<Body> every = inbox();
    self.complete(lunch.on("ping", closing));
    Subscription early = lunch.on("ping", closed);
    lunch.on("ping", every);
    early.close();
    early.close();
    sayMany(lunch, "ping", 5);
    every.exactly(List.of(1L, 2L, 3L, 4L, 5L));
    assertEquals(List.of(1L), closing.ids());
    assertEquals(List.of(), closed.ids());
  }

  @Test
  @DisplayName("3: a bus over another connection hears the same, in the same order")
  void anotherConnectionHearsTheSame() throws Exception {
    Transport second = secondConnection();
    Conversation lunch = lunch();
    try (ConversationBus other = ConversationBus.over(second)) {
      Inbox<Body> here = inbox();
      Inbox<Body> there = inbox();
      lunch.onAny(here);
      Conversation remote = BusStage.seenBy(other, lunch).asApplication();
      remote.onAny(there);
      crowd(number -> sayMany(number % 2 == 0 ? lunch : remote, "ping", 20));
      List<Long> all = recorded(lunch);
      here.exactly(all);
      there.exactly(all);
    }
  }
}
