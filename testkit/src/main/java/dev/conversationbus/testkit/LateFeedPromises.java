package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 3, for feeds that start in the past: no gap and no double where past meets present. */
abstract class LateFeedPromises extends PromiseGroup {

  @Test
  @DisplayName("3: a feed after 0 gives everything from the first event on")
  void aFeedFromTheBeginningGivesEverything() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 20);
    HeardFeed feed = stage().hear(lunch, 0);
    assertEquals(0, feed.feed().startedAfter());
    stage().sayMany(lunch, 5);
    assertEquals(stage().everything(lunch), feed.exactly(1, 25));
  }

  @Test
  @DisplayName("3: a feed after an id gives the next one first")
  void aFeedAfterAnIdStartsWithTheNext() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 20);
    HeardFeed feed = stage().hear(lunch, 7);
    assertEquals(7, feed.feed().startedAfter());
    stage().sayMany(lunch, 5);
    feed.exactly(8, 25);
  }

  @Test
  @DisplayName("3: a feed after the last id gives what is recorded next")
  void aFeedAfterTheLastIdIsLive() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 20);
    HeardFeed feed = stage().hear(lunch, 20);
    stage().sayMany(lunch, 2);
    feed.exactly(21, 22);
  }

  @Test
  @DisplayName("3: a feed can be opened again after the last event that was heard")
  void aFeedCanBeTakenUpAgain() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed first = stage().hear(lunch);
    stage().sayMany(lunch, 5);
    first.exactly(1, 5);
    first.close();
    stage().sayMany(lunch, 5);
    HeardFeed second = stage().hear(lunch, 5);
    stage().sayMany(lunch, 5);
    second.exactly(6, 15);
  }

  @Test
  @DisplayName("3: a feed from the past, opened while others send, has no gap and no double")
  void thePastHandsOverToThePresent() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 100);
    List<HeardFeed> feeds = new ArrayList<>();
    crowd(
        number -> {
          if (number > 0) {
            stage().sayMany(lunch, 40);
            return;
          }
          for (int i = 0; i < 20; i++) {
            feeds.add(stage().hear(lunch, i * 5L));
          }
        });
    long last = stage().say(lunch, "last").id();
    for (int i = 0; i < feeds.size(); i++) {
      feeds.get(i).exactly(i * 5L + 1, last);
    }
  }

  @Test
  @DisplayName("3: a feed over more events than a page holds has no gap and no double")
  void aFeedOverManyPagesIsComplete() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 2100);
    HeardFeed feed = stage().hear(lunch, 0);
    stage().say(lunch, "last");
    feed.exactly(1, 2101);
  }

  @Test
  @DisplayName("3: a feed from the past gives a tombstone in the place of a deleted event")
  void aLateFeedGivesTombstones() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    stage().say(lunch, alice, "ping", numbered(1));
    stage().say(lunch, alice, "ping", numbered(2));
    stage().get(transport().delete(lunch, 2, alice.id()));
    List<RecordedEvent> heard = stage().hear(lunch, 0).exactly(1, 4);
    assertTrue(heard.get(1).isDeleted());
    assertEquals("{}", json(heard.get(1)));
    assertEquals(numbered(2), heard.get(2).body());
  }

  @Test
  @DisplayName("3: a feed that breaks says so, and can be opened again without a gap or a double")
  void aBrokenFeedSaysSo() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed = stage().hear(lunch);
    stage().sayMany(lunch, 5);
    feed.exactly(1, 5);
    assumeTrue(stage().setup().breakFeeds(transport()), "feeds cannot be made to break");
    feed.untilBroken();
    stage().sayMany(lunch, 5);
    HeardFeed again = stage().hear(lunch, 5);
    stage().sayMany(lunch, 5);
    again.exactly(6, 15);
    assertEquals(5, feed.ids().size());
  }
}
