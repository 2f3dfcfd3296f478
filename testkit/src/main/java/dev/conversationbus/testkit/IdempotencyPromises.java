package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 2, for repeats: a key stands for one event. */
abstract class IdempotencyPromises extends PromiseGroup {

  private void assumeDuplicatesAreRemoved() {
    assumeTrue(
        transport().capabilities().removesDuplicates(),
        "the transport does not remove duplicates, by its capabilities");
  }

  private void assumeItCanBeTold(Outcome found) {
    assumeTrue(
        transport().capabilities().removesDuplicates() || !(found instanceof Outcome.Unknown),
        "the transport keeps no keys, by its capabilities, and cannot tell");
  }

  @Test
  @DisplayName("2: a repeat with the same key is answered with the first event, and not recorded")
  void aRepeatIsTheSameEvent() throws Exception {
    assumeDuplicatesAreRemoved();
    ConversationId lunch = conversation();
    Publication once = Stage.publication(lunch, null, "ping", numbered(1));
    RecordedEvent first = stage().accepted(once);
    assertEquals(first, stage().accepted(once));
    assertEquals(List.of(first), stage().everything(lunch));
  }

  @Test
  @DisplayName("2: a repeat after other events is still answered with the first event")
  void aLateRepeatIsTheSameEvent() throws Exception {
    assumeDuplicatesAreRemoved();
    ConversationId lunch = conversation();
    Publication once = Stage.publication(lunch, null, "ping", numbered(1));
    RecordedEvent first = stage().accepted(once);
    stage().sayMany(lunch, 20);
    assertEquals(first, stage().accepted(once));
    assertEquals(22, stage().say(lunch, "next").id());
  }

  @Test
  @DisplayName("2: of repeats at the same time one is recorded")
  void concurrentRepeatsAreOneEvent() throws Exception {
    assumeDuplicatesAreRemoved();
    ConversationId lunch = conversation();
    Publication once = Stage.publication(lunch, null, "ping", numbered(1));
    Set<RecordedEvent> answers = ConcurrentHashMap.newKeySet();
    crowd(number -> answers.add(stage().accepted(once)));
    assertEquals(Set.copyOf(stage().everything(lunch)), answers);
    assertEquals(1, answers.size());
  }

  @Test
  @DisplayName("2: a repeat is not handed to the feeds again")
  void aRepeatIsNotHeardAgain() throws Exception {
    assumeDuplicatesAreRemoved();
    ConversationId lunch = conversation();
    HeardFeed feed = stage().hear(lunch);
    Publication once = Stage.publication(lunch, null);
    stage().accepted(once);
    stage().accepted(once);
    stage().say(lunch, "last");
    feed.exactly(1, 2);
  }

  @Test
  @DisplayName("2: a key that was used for another body is refused as a conflict")
  void aKeyOfAnotherBodyIsAConflict() throws Exception {
    conflicts("ping", numbered(2), false);
  }

  @Test
  @DisplayName("2: a key that was used for another name is refused as a conflict")
  void aKeyOfAnotherNameIsAConflict() throws Exception {
    conflicts("pong", numbered(1), false);
  }

  @Test
  @DisplayName("2: a key that another member used is refused as a conflict")
  void aKeyOfAnotherSenderIsAConflict() throws Exception {
    conflicts("ping", numbered(1), true);
  }

  private void conflicts(String name, Body body, boolean byBob) throws InterruptedException {
    assumeDuplicatesAreRemoved();
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    Member bob = stage().join(lunch, "bob");
    IdempotencyKey key = IdempotencyKey.mint();
    RecordedEvent first =
        stage().accepted(Stage.publication(lunch, alice.id(), "ping", numbered(1), key));
    Member second = byBob ? bob : alice;
    Stage.rejected(
        ConflictException.class,
        stage().publish(Stage.publication(lunch, second.id(), name, body, key)));
    assertEquals(first.id() + 1, stage().say(lunch, "next").id());
  }

  @Test
  @DisplayName("2: the same key in another conversation is another event")
  void aKeyHoldsInOneConversation() throws Exception {
    ConversationId lunch = conversation();
    ConversationId dinner = conversation();
    IdempotencyKey key = IdempotencyKey.mint();
    RecordedEvent here = stage().accepted(Stage.publication(lunch, null, "a", numbered(1), key));
    RecordedEvent there = stage().accepted(Stage.publication(dinner, null, "b", numbered(2), key));
    assertEquals(lunch, here.conversation());
    assertEquals(dinner, there.conversation());
    assertEquals("b", there.name());
  }

  @Test
  @DisplayName("2: equal events with different keys are two events")
  void equalEventsWithTheirOwnKeysAreTwo() throws Exception {
    ConversationId lunch = conversation();
    RecordedEvent first = stage().accepted(Stage.publication(lunch, null));
    RecordedEvent second = stage().accepted(Stage.publication(lunch, null));
    assertNotEquals(first.id(), second.id());
  }

  @Test
  @DisplayName("2: looking up the key of a recorded event finds it")
  void lookingUpAKeyFindsItsEvent() throws Exception {
    ConversationId lunch = conversation();
    IdempotencyKey key = IdempotencyKey.mint();
    RecordedEvent sent = stage().accepted(Stage.publication(lunch, null, "ping", numbered(1), key));
    stage().sayMany(lunch, 3);
    Outcome found = stage().get(transport().lookUp(lunch, key));
    assumeItCanBeTold(found);
    assertEquals(sent, Stage.accepted(found));
  }

  @Test
  @DisplayName("2: looking up a key that was never used says so, or that it cannot be told")
  void lookingUpAnUnusedKeyFindsNothing() throws Exception {
    ConversationId lunch = conversation();
    Outcome found = stage().get(transport().lookUp(lunch, IdempotencyKey.mint()));
    assumeItCanBeTold(found);
    assertEquals(
        NotFoundException.What.EVENT, Stage.rejected(NotFoundException.class, found).what());
  }

  @Test
  @DisplayName("2: looking up a key that was used in another conversation does not find its event")
  void lookingUpAKeyElsewhereFindsNothing() throws Exception {
    ConversationId lunch = conversation();
    ConversationId dinner = conversation();
    IdempotencyKey key = IdempotencyKey.mint();
    stage().accepted(Stage.publication(lunch, null, "ping", numbered(1), key));
    Outcome found = stage().get(transport().lookUp(dinner, key));
    assumeItCanBeTold(found);
    Stage.rejected(NotFoundException.class, found);
  }
}
