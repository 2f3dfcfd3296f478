package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedFaultsTest {

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryHub hub =
      InMemoryHub.builder().timing(time).retention(Retention.lastEvents(10)).build();
  private final FailureScript failures = hub.failures();
  private final InMemoryTransport transport = hub.transport();
  private final Talk talk = Talk.on(transport);
  private final Recorder heard = new Recorder();

  @Test
  void duplicatedEventIsHeardTwice() {
    talk.listen(0, heard);
    failures.passEventsNext(1).duplicateNext(1);
    talk.sayTimes(3);

    assertThat(heard.ids()).containsExactly(1L, 2L, 2L, 3L);
  }

  @Test
  void droppedEventIsNotHeard() {
    talk.listen(0, heard);
    failures.dropNext(2);
    talk.sayTimes(4);

    assertThat(heard.ids()).containsExactly(3L, 4L);
    assertThat(heard.gaps).isEmpty();
  }

  @Test
  void reorderedEventIsHeardAfterTheNextOne() {
    talk.listen(0, heard);
    failures.reorderNext(1);
    talk.sayTimes(3);

    assertThat(heard.ids()).containsExactly(2L, 1L, 3L);
    assertThat(time.waitingTasks()).isZero();
  }

  @Test
  void reorderedEventIsHeardAfterAWhileIfNoneFollows() {
    talk.listen(0, heard);
    failures.reorderNext(1);
    talk.sayTimes(1);
    assertThat(heard.ids()).isEmpty();

    time.advance(Duration.ofMillis(100));
    assertThat(heard.ids()).containsExactly(1L);
  }

  @Test
  void eventsAreReorderedBehindAGapToo() {
    Recorder slow =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            super.onEvent(event);
            if (event.id() == 1) {
              failures.reorderNext(1);
              talk.say("held");
              talk.sayTimes(20);
            }
          }
        };
    failures.passEventsNext(1);
    talk.listen(0, slow);
    talk.say("first");

    assertThat(slow.gaps).containsExactly("2..12");
    assertThat(slow.ids()).startsWith(1L, 14L, 13L, 15L).endsWith(22L);
  }

  @Test
  void delayedEventHoldsUpWhatIsBehindIt() {
    talk.listen(0, heard);
    failures.delayEventsNext(1, Duration.ofSeconds(1));
    talk.sayTimes(3);
    assertThat(heard.ids()).isEmpty();

    time.advance(Duration.ofSeconds(1).minusNanos(1));
    assertThat(heard.ids()).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(heard.ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void delaysFollowEachOther() {
    talk.listen(0, heard);
    failures.delayEventsNext(2, Duration.ofSeconds(1));
    talk.sayTimes(3);

    time.advance(Duration.ofSeconds(1));
    assertThat(heard.ids()).containsExactly(1L);
    time.advance(Duration.ofSeconds(1));
    assertThat(heard.ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void brokenFeedSaysSoAndIsSilent() {
    Recorder other = new Recorder();
    talk.listen(0, heard);
    talk.listen(0, other);
    failures.passEventsNext(2).breakNext(1);
    talk.sayTimes(3);

    assertThat(heard.ids()).containsExactly(1L);
    assertThat(heard.breaks).singleElement().asString().contains("break feed, planned");
    assertThat(other.ids()).containsExactly(1L, 2L, 3L);
    assertThat(other.breaks).isEmpty();
  }

  @Test
  void feedCanBeOpenedAgainWhenItBreaks() {
    Recorder reopening =
        new Recorder() {
          @Override
          public void onBroken(@Nullable Throwable cause) {
            super.onBroken(cause);
            talk.listen(events.size(), this);
          }
        };
    talk.listen(0, reopening);
    failures.passEventsNext(1).breakNext(2);
    talk.sayTimes(4);

    assertThat(reopening.breaks).hasSize(2);
    assertThat(reopening.ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void allOpenFeedsCanBeBrokenAtOnce() {
    Recorder elsewhere = new Recorder();
    Recorder closed = new Recorder();
    Recorder throwing =
        new Recorder() {
          @Override
          public void onBroken(@Nullable Throwable cause) {
            super.onBroken(cause);
            throw new IllegalStateException("an observer's own");
          }
        };
    talk.listen(0, heard);
    talk.listen(0, throwing);
    talk.listen(0, closed).close();
    new Talk(hub.transport(), talk.id()).listen(0, elsewhere);
    failures.breakFeeds().breakFeeds();
    talk.sayTimes(1);

    for (Recorder each : List.of(heard, elsewhere, throwing)) {
      assertThat(each.breaks).hasSize(1);
      assertThat(each.ids()).isEmpty();
    }
    assertThat(closed.breaks).isEmpty();
  }

  @Test
  void closingAFeedForgetsWhatItHeld() {
    Feed feed = talk.listen(0, heard);
    failures.delayEventsNext(1, Duration.ofSeconds(1));
    talk.sayTimes(1);
    feed.close();

    assertThat(time.waitingTasks()).isZero();
    time.advance(Duration.ofSeconds(1));
    assertThat(heard.ids()).isEmpty();
  }

  @Test
  void feedClosedBetweenTwoOfTheSameHearsOnlyOne() {
    List<Feed> feed = new ArrayList<>();
    Recorder closing =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            super.onEvent(event);
            feed.get(0).close();
          }
        };
    feed.add(talk.listen(0, closing));
    failures.duplicateNext(1);
    talk.sayTimes(1);

    assertThat(closing.ids()).containsExactly(1L);
  }

  @Test
  void clearingTheScriptLeavesWhatIsHeldToItsTime() {
    talk.listen(0, heard);
    failures.delayEventsNext(5, Duration.ofSeconds(1));
    talk.sayTimes(2);
    failures.clear();
    assertThat(heard.ids()).isEmpty();

    time.advance(Duration.ofSeconds(1));
    assertThat(heard.ids()).containsExactly(1L, 2L);
  }
}
