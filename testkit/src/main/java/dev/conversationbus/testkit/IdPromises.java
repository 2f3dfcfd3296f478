package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 3, for ids: from 1, without holes, over all events of a conversation. */
abstract class IdPromises extends PromiseGroup {

  private void denseThrough(long last, ConversationId conversation) throws InterruptedException {
    assertEquals(
        LongStream.rangeClosed(1, last).boxed().toList(),
        stage().everything(conversation).stream().map(RecordedEvent::id).toList());
  }

  @Test
  @DisplayName("3: the first event of a conversation has id 1")
  void theFirstIdIsOne() throws Exception {
    assertEquals(1, stage().say(conversation(), "first").id());
  }

  @Test
  @DisplayName("3: ids of events sent one after the other have no holes")
  void idsHaveNoHoles() throws Exception {
    ConversationId lunch = conversation();
    for (long expected = 1; expected <= 50; expected++) {
      assertEquals(expected, stage().say(lunch, "ping").id());
    }
    denseThrough(50, lunch);
  }

  @Test
  @DisplayName("3: the system's events take ids of the same row")
  void systemEventsTakeIdsToo() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    assertEquals(2, stage().say(lunch, alice, "ping", numbered(1)).id());
    stage().get(transport().invite(lunch, stage().user("bob").id()));
    assertEquals(4, stage().say(lunch, alice, "ping", numbered(2)).id());
    stage().get(transport().delete(lunch, 2, null));
    stage().get(transport().leave(lunch, alice.id()));
    assertEquals(7, stage().say(lunch, "ping").id());
    denseThrough(7, lunch);
  }

  @Test
  @DisplayName("3: each conversation counts for itself")
  void eachConversationCountsForItself() throws Exception {
    ConversationId lunch = conversation();
    ConversationId dinner = conversation();
    assertEquals(1, stage().say(lunch, "ping").id());
    assertEquals(1, stage().say(dinner, "ping").id());
    assertEquals(2, stage().say(lunch, "ping").id());
    assertEquals(2, stage().say(dinner, "ping").id());
  }

  @Test
  @DisplayName("3: eight senders at once get ids without a hole or a double")
  void concurrentSendersGetDenseIds() throws Exception {
    ConversationId lunch = conversation();
    Set<Long> ids = ConcurrentHashMap.newKeySet();
    crowd(
        number -> {
          for (int i = 0; i < 50; i++) {
            assertTrue(ids.add(stage().say(lunch, "ping").id()), "an id was given twice");
          }
        });
    assertEquals(CROWD * 50, ids.size());
    denseThrough(CROWD * 50L, lunch);
  }

  @Test
  @DisplayName("3: eight senders in turn over several conversations get dense ids in each")
  void concurrentSendersInSeveralConversations() throws Exception {
    List<ConversationId> places = List.of(conversation(), conversation(), conversation());
    crowd(
        number -> {
          for (int i = 0; i < 30; i++) {
            stage().say(places.get((number + i) % places.size()), "ping");
          }
        });
    for (ConversationId place : places) {
      denseThrough(CROWD * 10L, place);
    }
  }

  @Test
  @DisplayName("3: members who come and go while others send leave no hole")
  void joiningWhileSendingLeavesNoHole() throws Exception {
    ConversationId lunch = conversation();
    crowd(
        number -> {
          for (int i = 0; i < 10; i++) {
            Member member = stage().join(lunch, "guest");
            stage().say(lunch, member, "ping", numbered(i));
            stage().get(transport().leave(lunch, member.id()));
          }
        });
    denseThrough(CROWD * 30L, lunch);
  }

  @Test
  @DisplayName("3: the ids that one sender gets rise in the order of its sending")
  void idsOfOneSenderRise() throws Exception {
    ConversationId lunch = conversation();
    crowd(
        number -> {
          long last = 0;
          for (int i = 0; i < 30; i++) {
            long id = stage().say(lunch, "ping").id();
            assertTrue(id > last, "an id fell");
            last = id;
          }
        });
  }

  @Test
  @DisplayName("3: a rejected publication takes no id")
  void aRejectedPublicationTakesNoId() throws Exception {
    ConversationId lunch = conversation();
    assertEquals(1, stage().say(lunch, "ping").id());
    stage().publish(Stage.publication(lunch, MemberId.random()));
    assertEquals(2, stage().say(lunch, "ping").id());
  }

  @Test
  @DisplayName("3: a conversation knows its last id")
  void aConversationKnowsItsLastId() throws Exception {
    ConversationId lunch = conversation();
    assertEquals(0, stage().get(transport().findConversation(lunch)).orElseThrow().lastEventId());
    stage().sayMany(lunch, 3);
    assertEquals(3, stage().get(transport().findConversation(lunch)).orElseThrow().lastEventId());
  }

  @Test
  @DisplayName("3: times do not fall while ids rise")
  void timesDoNotFall() throws Exception {
    ConversationId lunch = conversation();
    crowd(number -> stage().sayMany(lunch, 25));
    Instant last = Instant.MIN;
    for (RecordedEvent event : stage().everything(lunch)) {
      assertFalse(event.timestamp().isBefore(last), "the time fell at #" + event.id());
      last = event.timestamp();
    }
  }
}
