package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Delivery;
import dev.conversationbus.ListenerFailure;
import dev.conversationbus.Start;
import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Subscription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 4, for listeners: whoever fails, blocks or is removed disturbs nobody else. */
abstract class BusIsolationPromises extends BusPromiseGroup {

  private <T> Inbox<T> failing() {
    return inbox(
        (from, event) -> {
          throw new DeliberateFailure();
        });
  }

  @Test
  @DisplayName(
      "4: a listener that throws disturbs no other listener, no sender, and no later event")
  void aThrowingListenerDisturbsNobody() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> first = inbox();
    Inbox<Body> failing = failing();
    Inbox<Body> last = inbox();
    lunch.on("ping", first);
    lunch.on("ping", failing);
    lunch.on("ping", last);
    List<Long> sent = sayMany(lunch, "ping", 10);
    first.exactly(sent);
    failing.exactly(sent);
    last.exactly(sent);
  }

  @Test
  @DisplayName("4: a listener that throws while the past is replayed disturbs nobody")
  void aThrowingListenerMissesNothingOfThePast() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 5);
    Inbox<Body> failing = failing();
    lunch.on("ping", Start.beginning(), failing);
    sayMany(lunch, "ping", 5);
    failing.exactly(recorded(lunch));
  }

  @Test
  @DisplayName("4: a failure is told with its cause, the event and the line that registered")
  void aFailureIsTold() throws Exception {
    CompletableFuture<ListenerFailure> told = new CompletableFuture<>();
    ConversationBus careful = bench().bus(builder -> builder.onFailure(told::complete));
    Conversation lunch = careful.newConversation().asApplication();
    DeliberateFailure cause = new DeliberateFailure();
    Subscription subscription =
        lunch.on(
            VOTE,
            (from, event) -> {
              throw cause;
            });
    CustomEvent<Vote> sent = lunch.send(VOTE, PIZZA);
    ListenerFailure failure = stage().get(told);
    assertSame(cause, failure.cause());
    assertEquals(sent.id(), failure.event().id());
    assertSame(subscription, failure.subscription());
    assertTrue(
        failure.registeredAt().contains("BusIsolationPromises"),
        "registered at " + failure.registeredAt());
  }

  @Test
  @DisplayName("4: a failure handler that fails itself disturbs nothing")
  void aFailingFailureHandlerDisturbsNothing() throws Exception {
    ConversationBus careless =
        bench()
            .bus(
                builder ->
                    builder.onFailure(
                        failure -> {
                          throw new DeliberateFailure();
                        }));
    Conversation lunch = careless.newConversation().asApplication();
    Inbox<Body> failing = failing();
    Inbox<Body> other = inbox();
    lunch.on("ping", failing);
    lunch.on("ping", other);
    List<Long> sent = sayMany(lunch, "ping", 5);
    failing.exactly(sent);
    other.exactly(sent);
  }

  @Test
  @DisplayName("4: a body that does not fit is a failure of that delivery alone")
  void aBodyThatDoesNotFitIsOneFailure() throws Exception {
    List<ListenerFailure> failures = new CopyOnWriteArrayList<>();
    ConversationBus careful = bench().bus(builder -> builder.onFailure(failures::add));
    Conversation lunch = careful.newConversation().asApplication();
    Inbox<Vote> typed = inbox();
    Inbox<Body> raw = inbox();
    lunch.on(VOTE, typed);
    lunch.on("poll_vote", raw);
    lunch.send(VOTE, PIZZA);
    lunch.send("poll_vote", Map.of("seats", "not a number"));
    lunch.send(VOTE, PIZZA);
    typed.exactly(List.of(1L, 3L));
    raw.exactly(List.of(1L, 2L, 3L));
    assertEquals(1, failures.size());
    assertInstanceOf(BodyMismatchException.class, failures.get(0).cause());
    assertEquals(2, failures.get(0).event().id());
  }

  @Test
  @DisplayName("4: fields that the Java type does not know are tolerated")
  void unknownFieldsAreTolerated() throws Exception {
    Conversation lunch = lunch();
    Inbox<Vote> typed = inbox();
    lunch.on(VOTE, typed);
    lunch.send("poll_vote", Map.of("dish", "pizza", "seats", 2, "later", Map.of("a", 1)));
    assertEquals(PIZZA, typed.first().body());
  }

  @Test
  @DisplayName("4: delivered per listener, one that blocks holds up no other and no sender")
  void aBlockingListenerHoldsNobodyUp() throws Exception {
    ConversationBus ordered =
        bench().bus(builder -> builder.delivery(Delivery.perListener(bench().pool())));
    Conversation lunch = ordered.newConversation().asApplication();
    CountDownLatch release = new CountDownLatch(1);
    try {
      Inbox<Body> blocked = inbox((from, event) -> await(release));
      Inbox<Body> free = inbox();
      lunch.on("ping", blocked);
      lunch.on("ping", free);
      List<Long> sent = stage().get(inBackground(() -> sayMany(lunch, "ping", 10)));
      free.exactly(sent);
      assertEquals(1, blocked.count(1).size());
      release.countDown();
      blocked.exactly(sent);
    } finally {
      release.countDown();
    }
  }

  @Test
  @DisplayName("4: a listener may subscribe, unsubscribe another, join, delete and read")
  void aListenerMayDoAnything() throws Exception {
    Conversation lunch = lunch();
    String guest = Stage.unique("guest");
    CompletableFuture<Subscription> victim = new CompletableFuture<>();
    CompletableFuture<List<Long>> read = new CompletableFuture<>();
    Inbox<Body> inner = inbox();
    lunch.once(
        "ping",
        (from, event) -> {
          lunch.on("ping", inner);
          victim.join().close();
          lunch.join(guest);
          lunch.delete(event.id());
          read.complete(recorded(lunch));
        });
    Inbox<Body> other = inbox();
    victim.complete(lunch.on("pong", other));
    say(lunch, "ping");
    assertEquals(List.of(), stage().get(read));
    Inbox<Body> last = inbox();
    lunch.onAny(last);
    long pong = say(lunch, "pong").id();
    long ping = say(lunch, "ping").id();
    last.exactly(List.of(pong, ping));
    inner.exactly(List.of(ping));
    assertEquals(List.of(), other.ids());
  }

  @Test
  @DisplayName(
      "4: listeners come, go, throw and send while eight threads send; each hears its part")
  void listenersComeAndGoWhileOthersSend() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> steady = inbox();
    lunch.onAny(steady);
    lunch.on("ping", failing());
    lunch.on("ping", (from, event) -> say(lunch, "pong"));
    crowd(
        number -> {
          for (int i = 0; i < 15; i++) {
            Inbox<Body> passing = inbox();
            Subscription subscription = lunch.onAny(passing);
            long mine = say(lunch, "ping").id();
            passing.count(1);
            subscription.close();
            isRowEndingNotBefore(passing.ids(), mine);
          }
        });
    List<Long> all = steady.count(CROWD * 30).stream().map(CustomEvent::id).toList();
    assertEquals(recorded(lunch), all);
  }

  private static void isRowEndingNotBefore(List<Long> ids, long mine) {
    long expected = ids.get(0);
    assertTrue(expected <= mine, "began after what was sent since: " + ids);
    for (long id : ids) {
      assertEquals(expected++, id, "a hole or a double in " + ids);
    }
  }
}
