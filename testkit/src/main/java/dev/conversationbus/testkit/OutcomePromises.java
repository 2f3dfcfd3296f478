package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 2: every publication ends in exactly one outcome. */
abstract class OutcomePromises extends PromiseGroup {

  private static final Duration SHORT = Duration.ofSeconds(1);

  @Test
  @DisplayName("2: an accepted event says where, by whom, what and when")
  void anAcceptedEventIsComplete() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    RecordedEvent event = stage().say(lunch, alice, "vote", Body.parse("{\"dish\":\"pizza\"}"));
    assertEquals(lunch, event.conversation());
    assertEquals("vote", event.name());
    assertEquals(alice.id(), event.from().member());
    assertNotNull(event.timestamp());
    assertEquals(false, event.isDeleted());
  }

  @Test
  @DisplayName("2: an accepted event is the one that stands in the history")
  void anAcceptedEventIsTheOneInTheHistory() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    RecordedEvent event = stage().say(lunch, alice, "vote", numbered(1));
    List<RecordedEvent> all = stage().everything(lunch);
    assertEquals(event, all.get(all.size() - 1));
  }

  @Test
  @DisplayName("2: publishing in a conversation that does not exist is rejected as not found")
  void publishingNowhereIsRejected() throws Exception {
    Outcome outcome = stage().publish(Stage.publication(ConversationId.random(), null));
    assertEquals(
        NotFoundException.What.CONVERSATION,
        Stage.rejected(NotFoundException.class, outcome).what());
  }

  @Test
  @DisplayName("2: of many publications at once each has its own outcome")
  void concurrentPublicationsHaveEachTheirOutcome() throws Exception {
    ConversationId lunch = conversation();
    Map<Long, Boolean> ids = new ConcurrentHashMap<>();
    crowd(
        number -> {
          for (RecordedEvent event : stage().sayMany(lunch, 25)) {
            ids.put(event.id(), true);
          }
        });
    assertEquals(CROWD * 25, ids.size());
    assertEquals(CROWD * 25, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("2: what the far side refuses is rejected, and not recorded")
  void whatTheFarSideRefusesIsRejected() throws Exception {
    ConversationId lunch = conversation();
    assumeTrue(stage().setup().refuseNext(transport()), "the far side cannot be made to refuse");
    Outcome outcome = stage().publish(Stage.publication(lunch, null));
    assertInstanceOf(Outcome.Rejected.class, outcome);
    assertEquals(List.of(), stage().everything(lunch));
    assertEquals(1, stage().say(lunch, "afterwards").id());
  }

  @Test
  @DisplayName("2: a publication whose answer is lost ends unknown, and is found by its key")
  void aLostAnswerIsUnknownAndFound() throws Exception {
    ConversationId lunch = conversation();
    IdempotencyKey key = IdempotencyKey.mint();
    assumeTrue(
        stage().setup().loseNextAnswer(transport()), "the far side cannot be made to fall silent");
    assertInstanceOf(Outcome.Unknown.class, afterItsDeadline(lunch, key));
    RecordedEvent found = Stage.accepted(stage().get(transport().lookUp(lunch, key)));
    assertEquals(List.of(found), stage().everything(lunch));
  }

  @Test
  @DisplayName("2: a publication that is lost on its way ends unknown, and is surely not recorded")
  void aLostRequestIsUnknownAndNotFound() throws Exception {
    ConversationId lunch = conversation();
    IdempotencyKey key = IdempotencyKey.mint();
    assumeTrue(
        stage().setup().loseNextRequest(transport()), "a publication cannot be made to vanish");
    assertInstanceOf(Outcome.Unknown.class, afterItsDeadline(lunch, key));
    Outcome found = stage().get(transport().lookUp(lunch, key));
    assertEquals(
        NotFoundException.What.EVENT, Stage.rejected(NotFoundException.class, found).what());
    assertEquals(List.of(), stage().everything(lunch));
  }

  private Outcome afterItsDeadline(ConversationId lunch, IdempotencyKey key)
      throws InterruptedException {
    CompletableFuture<Outcome> sending =
        transport().publish(new Publication(lunch, null, "ping", Body.empty(), key, SHORT));
    stage().setup().letTimePass(transport(), SHORT);
    return stage().get(sending);
  }

  @Test
  @DisplayName("2: transports that never lose an answer need no key")
  void aPublicationWithoutKeyIsAccepted() throws Exception {
    assumeTrue(
        !transport().capabilities().mayLoseAnswers(),
        "a transport that may lose answers asks for a key");
    ConversationId lunch = conversation();
    Publication keyless =
        new Publication(lunch, null, "ping", Body.empty(), null, Duration.ofMinutes(1));
    assertEquals(1, stage().accepted(keyless).id());
    assertEquals(2, stage().accepted(keyless).id());
  }
}
