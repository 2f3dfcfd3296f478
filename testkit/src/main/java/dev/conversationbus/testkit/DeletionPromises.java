package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.Sender;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises 3 and 8, for deletion: the content goes, the place stays. */
abstract class DeletionPromises extends PromiseGroup {

  private RecordedEvent delete(RecordedEvent event) throws InterruptedException {
    return stage().get(transport().delete(event.conversation(), event.id(), null));
  }

  @Test
  @DisplayName("8: a deleted event keeps id, name, sender and time, and nothing of its content")
  void aTombstoneKeepsEverythingButTheContent() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    RecordedEvent sent = stage().say(lunch, alice, "vote", Body.parse("{\"dish\":\"pizza\"}"));
    RecordedEvent tombstone = delete(sent);
    assertNotNull(tombstone.deletedAt());
    assertEquals(sent.tombstone(tombstone.deletedAt()), tombstone);
    assertEquals(Body.empty(), tombstone.body());
  }

  @Test
  @DisplayName("8: nothing of a deleted event's content can be had any more")
  void aDeletedContentIsGone() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    RecordedEvent sent = stage().say(lunch, alice, "vote", Body.parse("{\"dish\":\"pizza\"}"));
    RecordedEvent tombstone = delete(sent);
    List<RecordedEvent> page = stage().page(HistoryQuery.of(lunch).includingDeleted()).events();
    assertEquals(List.of(tombstone), page);
    for (RecordedEvent event : stage().hear(lunch, 0).exactly(1, 3)) {
      assertEquals(false, json(event).contains("pizza"));
    }
  }

  @Test
  @DisplayName("3: a deletion is recorded with the number of the deleted event")
  void aDeletionIsRecorded() throws Exception {
    ConversationId lunch = conversation();
    stage().say(lunch, "first");
    delete(stage().say(lunch, "second"));
    RecordedEvent recorded = stage().everything(lunch).get(2);
    assertEquals(EventKind.SYSTEM, recorded.kind());
    assertEquals(RecordedEvent.EVENT_DELETE, recorded.name());
    assertEquals("2", String.valueOf(recorded.body().asMap().get("event_id")));
  }

  @Test
  @DisplayName("8: a deletion comes from the member who deletes, or from the application")
  void aDeletionHasASender() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    stage().say(lunch, alice, "first", numbered(1));
    stage().say(lunch, alice, "second", numbered(2));
    stage().get(transport().delete(lunch, 2, alice.id()));
    stage().get(transport().delete(lunch, 3, null));
    List<RecordedEvent> all = stage().everything(lunch);
    assertEquals(Sender.of(alice), all.get(3).from());
    assertTrue(all.get(4).from().isApplication());
  }

  @Test
  @DisplayName("3: a deletion is heard by the feeds")
  void aDeletionIsHeard() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed = stage().hear(lunch);
    delete(stage().say(lunch, "first"));
    assertEquals(RecordedEvent.EVENT_DELETE, feed.exactly(1, 2).get(1).name());
  }

  @Test
  @DisplayName("8: deleting twice changes nothing, and is recorded once")
  void deletingTwiceHasNoEffect() throws Exception {
    ConversationId lunch = conversation();
    RecordedEvent sent = stage().say(lunch, "first");
    RecordedEvent tombstone = delete(sent);
    assertEquals(tombstone, delete(sent));
    assertEquals(2, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("8: deleting several times at once is recorded once")
  void deletingAtOnceIsRecordedOnce() throws Exception {
    ConversationId lunch = conversation();
    RecordedEvent sent = stage().say(lunch, "first");
    Set<RecordedEvent> tombstones = ConcurrentHashMap.newKeySet();
    crowd(number -> tombstones.add(delete(sent)));
    assertEquals(1, tombstones.size());
    assertEquals(2, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("8: an event that does not exist cannot be deleted")
  void anUnknownEventCannotBeDeleted() throws Exception {
    ConversationId lunch = conversation();
    stage().say(lunch, "first");
    for (long id : new long[] {2, 1_000_000, Long.MAX_VALUE}) {
      NotFoundException failure =
          stage().failure(NotFoundException.class, transport().delete(lunch, id, null));
      assertEquals(NotFoundException.What.EVENT, failure.what());
    }
    assertEquals(1, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("8: the system's events cannot be deleted")
  void systemEventsCannotBeDeleted() throws Exception {
    ConversationId lunch = conversation();
    stage().join(lunch, "alice");
    stage().failure(NotFoundException.class, transport().delete(lunch, 1, null));
    assertEquals(1, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("8: deleting in one conversation changes nothing in another")
  void deletingChangesNothingElsewhere() throws Exception {
    ConversationId lunch = conversation();
    ConversationId dinner = conversation();
    RecordedEvent here = stage().say(lunch, "first");
    RecordedEvent there = stage().say(dinner, "first");
    delete(here);
    assertEquals(List.of(there), stage().everything(dinner));
  }
}
