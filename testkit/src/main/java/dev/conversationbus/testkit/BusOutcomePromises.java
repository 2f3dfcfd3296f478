package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conversationbus.Conversation;
import dev.conversationbus.Reconciliation;
import dev.conversationbus.SendOptions;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.IdempotencyKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 2, for sends: each ends recorded, refused, or unknown and then settled. */
abstract class BusOutcomePromises extends BusPromiseGroup {

  private static final Duration SHORT = Duration.ofSeconds(1);

  private DeliveryUnknownException unknown(Conversation lunch, IdempotencyKey key)
      throws InterruptedException {
    CompletableFuture<CustomEvent<Body>> sending =
        lunch.sendAsync("ping", Body.empty(), new SendOptions(SHORT, key));
    stage().setup().letTimePass(transport(), SHORT);
    return stage().failure(DeliveryUnknownException.class, sending);
  }

  private void assumeAnswersCanBeLost() {
    assumeTrue(
        stage().setup().loseNextAnswer(transport()), "the far side cannot be made to fall silent");
  }

  @Test
  @DisplayName("2: what the far side refuses fails as refused, and is not recorded")
  void aRefusalIsAFailure() throws Exception {
    Conversation lunch = lunch();
    assumeTrue(stage().setup().refuseNext(transport()), "the far side cannot be made to refuse");
    ConversationBusException refusal =
        assertThrows(ConversationBusException.class, () -> say(lunch, "ping"));
    assertFalse(refusal instanceof DeliveryUnknownException, "a refusal is no unknown outcome");
    assertEquals(List.of(), recorded(lunch));
    assertEquals(1, say(lunch, "ping").id());
  }

  @Test
  @DisplayName("2: a send whose answer is lost is unknown, and settled as recorded")
  void aLostAnswerIsSettledAsRecorded() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> heard = inbox();
    lunch.on("ping", heard);
    assumeAnswersCanBeLost();
    IdempotencyKey key = IdempotencyKey.mint();
    DeliveryUnknownException unknown = unknown(lunch, key);
    assertEquals(key.value(), unknown.idempotencyKey());
    assertEquals(lunch.id().value(), unknown.conversation());
    Reconciliation.Recorded recorded =
        assertInstanceOf(Reconciliation.Recorded.class, lunch.reconcile(unknown));
    heard.exactly(List.of(recorded.event().id()));
    assertEquals(List.of(recorded.event().id()), recorded(lunch));
  }

  @Test
  @DisplayName("2: a send that is lost on its way is unknown, and settled as not recorded")
  void aLostRequestIsSettledAsNotRecorded() throws Exception {
    Conversation lunch = lunch();
    assumeTrue(
        stage().setup().loseNextRequest(transport()), "a publication cannot be made to vanish");
    DeliveryUnknownException unknown = unknown(lunch, IdempotencyKey.mint());
    assertEquals(Reconciliation.NotRecorded.INSTANCE, lunch.reconcile(unknown));
    assertEquals(List.of(), recorded(lunch));
  }

  @Test
  @DisplayName(
      "2: a send whose answer is lost can be sent again with its key, and is recorded once")
  void aLostAnswerCanBeSentAgain() throws Exception {
    assumeTrue(
        transport().capabilities().removesDuplicates(),
        "the transport does not remove duplicates, by its capabilities");
    Conversation lunch = lunch();
    Inbox<Body> heard = inbox();
    lunch.on("ping", heard);
    assumeAnswersCanBeLost();
    IdempotencyKey key = IdempotencyKey.mint();
    DeliveryUnknownException unused = unknown(lunch, key);
    CustomEvent<Body> sent = lunch.send("ping", Body.empty(), SendOptions.defaults().withKey(key));
    CustomEvent<Body> next = say(lunch, "ping");
    heard.exactly(List.of(sent.id(), next.id()));
    assertEquals(List.of(sent.id(), next.id()), recorded(lunch));
  }
}
