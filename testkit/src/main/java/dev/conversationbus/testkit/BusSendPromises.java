package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conversationbus.Conversation;
import dev.conversationbus.SendOptions;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.MemberId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises 1, 8 and 9, for sending over a bus. */
abstract class BusSendPromises extends BusPromiseGroup {

  private static final Body TOO_LARGE = Body.of(Map.of("fill", "x".repeat(4096)));

  @Test
  @DisplayName("1: what is sent is returned as it was recorded, with id, sender and time")
  void aSentEventIsReturned() {
    Conversation alice = bus().newConversation().join(Stage.unique("alice"));
    CustomEvent<Vote> sent = alice.send(VOTE, PIZZA);
    assertEquals(alice.id(), sent.conversation());
    assertEquals(2, sent.id());
    assertEquals(VOTE, sent.type());
    assertEquals(PIZZA, sent.body());
    assertTrue(sent.from().is(alice.self().orElseThrow()));
    assertNotNull(sent.timestamp());
  }

  @Test
  @DisplayName("1: a typed body arrives as its Java type, equal to what was sent")
  void aTypedBodyArrives() throws Exception {
    Conversation lunch = lunch();
    Inbox<Vote> typed = inbox();
    Inbox<Body> raw = inbox();
    lunch.on(VOTE, typed);
    lunch.on("poll_vote", raw);
    CustomEvent<Vote> sent = lunch.send(VOTE, PIZZA);
    assertEquals(sent, typed.first());
    assertEquals("{\"dish\":\"pizza\",\"seats\":2}", raw.first().body().toJson());
  }

  @Test
  @DisplayName("1: typed, as a map and as JSON the same body is sent")
  void everyWayOfSendingSendsTheSame() throws Exception {
    Conversation lunch = lunch();
    Inbox<Vote> heard = inbox();
    lunch.on(VOTE, heard);
    Body body = Body.parse("{\"dish\":\"pizza\",\"seats\":2}");
    lunch.send(VOTE, PIZZA);
    lunch.send("poll_vote", body);
    lunch.send("poll_vote", body.asMap());
    stage().get(lunch.sendAsync(VOTE, PIZZA));
    stage().get(lunch.sendAsync("poll_vote", body));
    stage().get(lunch.sendAsync("poll_vote", body.asMap()));
    for (CustomEvent<Vote> event : heard.count(6)) {
      assertEquals(PIZZA, event.body());
    }
    assertEquals(
        Set.of(body), lunch.history().stream().map(CustomEvent::body).collect(Collectors.toSet()));
  }

  @Test
  @DisplayName("9: numbers keep their digits and keys their order, from send to listener")
  void numbersKeepTheirDigits() throws Exception {
    Conversation lunch = lunch();
    Inbox<Map<String, Object>> heard = inbox();
    EventType<Map<String, Object>> bill = EventType.map("bill");
    lunch.on(bill, heard);
    Body body = Body.parse("{\"total\":1.10,\"parts\":[0.30,0.80],\"id\":12345678901234567890}");
    lunch.send("bill", body);
    Map<String, Object> fields = heard.first().body();
    assertEquals(List.of("total", "parts", "id"), List.copyOf(fields.keySet()));
    assertEquals(new BigDecimal("1.10"), fields.get("total"));
    assertEquals(body, lunch.event(heard.first().id()).orElseThrow().body());
  }

  @Test
  @DisplayName("1: an invalid name or body is refused with every violation, and not recorded")
  void invalidEventsAreRefused() {
    Conversation lunch = lunch();
    InvalidEventException refusal =
        assertThrows(InvalidEventException.class, () -> lunch.send("two words", TOO_LARGE));
    assertEquals(
        Set.of("type", "body"),
        refusal.violations().stream().map(Violation::field).collect(Collectors.toSet()));
    assertThrows(InvalidEventException.class, () -> lunch.send("", Body.empty()));
    assertThrows(InvalidEventException.class, () -> lunch.send("ping", TOO_LARGE));
    assertEquals(1, say(lunch, "ping").id());
  }

  @Test
  @DisplayName("1: a body of as many bytes as allowed is sent, one byte more is refused")
  void theLimitIsInclusive() {
    Conversation lunch = lunch();
    int room = EventValidator.documented().maxBodyBytes() - Body.of(Map.of("fill", "")).size();
    assertEquals(1, lunch.send("ping", Map.of("fill", "x".repeat(room))).id());
    assertThrows(
        InvalidEventException.class,
        () -> lunch.send("ping", Map.of("fill", "x".repeat(room + 1))));
  }

  @Test
  @DisplayName("8: a handle without self can listen, not send")
  void withoutSelfThereIsNoSending() {
    Conversation lunch = bus().newConversation();
    NotAMemberException refusal = assertThrows(NotAMemberException.class, () -> say(lunch, "ping"));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("Conversation Object is missing self (me)"));
    lunch.onAny(inbox()).close();
  }

  @Test
  @DisplayName("8: who has left cannot send")
  void whoHasLeftCannotSend() {
    Conversation alice = bus().newConversation().join(Stage.unique("alice"));
    alice.leave();
    alice.leave();
    assertThrows(NotAMemberException.class, () -> say(alice, "ping"));
  }

  @Test
  @DisplayName("8: each handle sends as its own member, or as the application")
  void eachHandleSendsAsItself() {
    Conversation lunch = bus().newConversation();
    String name = Stage.unique("alice");
    Conversation alice = lunch.join(name);
    MemberId member = alice.self().orElseThrow().id();
    assertEquals(name, say(alice, "ping").from().name());
    assertEquals(name, say(lunch.as(member), "ping").from().name());
    assertTrue(say(alice.asApplication(), "ping").from().isApplication());
    assertThrows(NotFoundException.class, () -> lunch.as(MemberId.random()));
  }

  @Test
  @DisplayName("2: the asynchronous twin carries the same failures, unwrapped, and throws nothing")
  void theTwinCarriesTheSameFailures() {
    Conversation lunch = bus().newConversation();
    Conversation app = lunch.asApplication();
    assertAll(
        () ->
            stage().failure(InvalidEventException.class, app.sendAsync("two words", Body.empty())),
        () -> stage().failure(InvalidEventException.class, app.sendAsync("ping", TOO_LARGE)),
        () -> stage().failure(NotAMemberException.class, lunch.sendAsync("ping", Body.empty())));
  }

  @Test
  @DisplayName("2: sending again with the same key is answered with the first event")
  void sendingAgainWithTheSameKey() throws Exception {
    assumeTrue(
        transport().capabilities().removesDuplicates(),
        "the transport does not remove duplicates, by its capabilities");
    Conversation lunch = lunch();
    Inbox<Vote> heard = inbox();
    lunch.on(VOTE, heard);
    SendOptions options = SendOptions.defaults().withKey(IdempotencyKey.mint());
    CustomEvent<Vote> first = lunch.send(VOTE, PIZZA, options);
    assertEquals(first, lunch.send(VOTE, PIZZA, options));
    CustomEvent<Vote> next = lunch.send(VOTE, PIZZA);
    heard.exactly(List.of(first.id(), next.id()));
  }
}
