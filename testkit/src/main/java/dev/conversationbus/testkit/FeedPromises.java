package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 3, for feeds of what is recorded from now on: each event once, in id order. */
abstract class FeedPromises extends PromiseGroup {

  @Test
  @DisplayName("3: a feed gives each event once, in id order")
  void aFeedGivesEachEventOnceInOrder() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed = stage().hear(lunch);
    List<RecordedEvent> sent = stage().sayMany(lunch, 50);
    List<RecordedEvent> heard = feed.exactly(1, 50);
    assertEquals(stage().everything(lunch), heard);
    assertEquals(sent.size(), heard.size());
  }

  @Test
  @DisplayName("3: a feed gives what eight senders send at once, each event once, in id order")
  void aFeedKeepsTheOrderOfConcurrentSenders() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed = stage().hear(lunch);
    crowd(number -> stage().sayMany(lunch, 50));
    assertEquals(stage().everything(lunch), feed.exactly(1, CROWD * 50L));
  }

  @Test
  @DisplayName("3: a feed gives the system's events too")
  void aFeedGivesSystemEvents() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed = stage().hear(lunch);
    Member alice = stage().join(lunch, "alice");
    stage().get(transport().invite(lunch, stage().user("bob").id()));
    stage().say(lunch, alice, "ping", numbered(1));
    stage().get(transport().delete(lunch, 3, alice.id()));
    stage().get(transport().leave(lunch, alice.id()));
    assertEquals(
        List.of(
            RecordedEvent.MEMBER_JOINED,
            RecordedEvent.MEMBER_INVITED,
            "ping",
            RecordedEvent.EVENT_DELETE,
            RecordedEvent.MEMBER_LEFT),
        feed.exactly(1, 5).stream().map(RecordedEvent::name).toList());
  }

  @Test
  @DisplayName("3: a live feed gives nothing that was recorded before it was opened")
  void aLiveFeedStartsWithWhatComesNext() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 5);
    HeardFeed feed = stage().hear(lunch);
    assertEquals(5, feed.feed().startedAfter());
    stage().sayMany(lunch, 3);
    feed.exactly(6, 8);
  }

  @Test
  @DisplayName("3: a live feed of a new conversation starts after 0")
  void aLiveFeedOfANewConversationStartsAfterZero() throws Exception {
    assertEquals(0, stage().hear(conversation()).feed().startedAfter());
  }

  @Test
  @DisplayName("3: the place of a live feed is fixed when opening it has completed")
  void thePlaceOfALiveFeedIsFixedWhenItIsOpen() throws Exception {
    ConversationId lunch = conversation();
    List<HeardFeed> feeds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      HeardFeed feed = stage().hear(lunch);
      long next = stage().say(lunch, "ping").id();
      assertEquals(next - 1, feed.feed().startedAfter());
      feeds.add(feed);
    }
    for (HeardFeed feed : feeds) {
      feed.exactly(feed.feed().startedAfter() + 1, 20);
    }
  }

  @Test
  @DisplayName("3: a live feed that is opened while others send starts behind one event")
  void aLiveFeedOpenedWhileOthersSendHasNoGap() throws Exception {
    ConversationId lunch = conversation();
    List<HeardFeed> feeds = new ArrayList<>();
    crowd(
        number -> {
          if (number > 0) {
            stage().sayMany(lunch, 40);
            return;
          }
          for (int i = 0; i < 20; i++) {
            feeds.add(stage().hear(lunch));
          }
        });
    long last = stage().say(lunch, "last").id();
    for (HeardFeed feed : feeds) {
      feed.exactly(feed.feed().startedAfter() + 1, last);
    }
  }

  @Test
  @DisplayName("3: several feeds of a conversation give the same")
  void severalFeedsGiveTheSame() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed first = stage().hear(lunch);
    HeardFeed second = stage().hear(lunch);
    HeardFeed third = stage().hear(lunch);
    crowd(number -> stage().sayMany(lunch, 10));
    List<RecordedEvent> heard = first.exactly(1, CROWD * 10L);
    assertEquals(heard, second.exactly(1, CROWD * 10L));
    assertEquals(heard, third.exactly(1, CROWD * 10L));
  }

  @Test
  @DisplayName("3: one observer can hear several feeds, each of them complete")
  void oneObserverHearsSeveralFeeds() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed observer = new HeardFeed(stage().patience(), event -> {});
    stage().get(transport().open(lunch, 0, observer));
    stage().get(transport().open(lunch, 0, observer));
    HeardFeed witness = stage().hear(lunch);
    stage().sayMany(lunch, 5);
    witness.exactly(1, 5);
    observer.count(10);
  }

  @Test
  @DisplayName("8: a feed gives nothing of another conversation")
  void aFeedGivesNothingOfOtherConversations() throws Exception {
    ConversationId lunch = conversation();
    ConversationId dinner = conversation();
    HeardFeed feed = stage().hear(lunch);
    stage().sayMany(dinner, 3);
    stage().sayMany(lunch, 2);
    stage().sayMany(dinner, 3);
    stage().say(lunch, "last");
    for (RecordedEvent event : feed.exactly(1, 3)) {
      assertEquals(lunch, event.conversation());
    }
  }

  @Test
  @DisplayName("3: a feed that was closed gives nothing more, and the others go on")
  void aClosedFeedGivesNothingMore() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed ended = stage().hear(lunch);
    HeardFeed other = stage().hear(lunch);
    stage().say(lunch, "before");
    ended.exactly(1, 1);
    ended.close();
    stage().sayMany(lunch, 10);
    other.exactly(1, 11);
    assertEquals(List.of(1L), ended.ids());
  }

  @Test
  @DisplayName("3: closing a feed twice has no effect")
  void closingAFeedTwiceHasNoEffect() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed ended = stage().hear(lunch);
    HeardFeed other = stage().hear(lunch);
    ended.close();
    ended.close();
    stage().say(lunch, "ping");
    other.exactly(1, 1);
    assertEquals(List.of(), ended.ids());
  }

  @Test
  @DisplayName("3: feeds that are closed while others send end without a gap or a double")
  void closingWhileOthersSend() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed witness = stage().hear(lunch);
    List<HeardFeed> ended = new ArrayList<>();
    crowd(
        number -> {
          if (number > 0) {
            stage().sayMany(lunch, 40);
            return;
          }
          for (int i = 0; i < 20; i++) {
            HeardFeed feed = stage().hear(lunch);
            ended.add(feed);
            feed.close();
          }
        });
    witness.exactly(1, (CROWD - 1) * 40L);
    for (HeardFeed feed : ended) {
      long next = feed.feed().startedAfter();
      for (long id : feed.ids()) {
        assertEquals(++next, id);
      }
    }
  }

  @Test
  @DisplayName("3: another connection hears what this one sends")
  void anotherConnectionHears() throws Exception {
    try (Transport other = secondConnection()) {
      ConversationId lunch = conversation();
      HeardFeed feed = stage().hear(other, lunch, 0, event -> {});
      stage().sayMany(lunch, 10);
      feed.exactly(1, 10);
      assertTrue(stage().get(other.findConversation(lunch)).isPresent());
      assertEquals(stage().everything(lunch), stage().everything(other, lunch));
    }
  }
}
