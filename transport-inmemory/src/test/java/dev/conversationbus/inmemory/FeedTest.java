package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedTest {

  private final InMemoryTransport transport = InMemoryTransport.create();
  private final Talk talk = Talk.on(transport);
  private final Recorder heard = new Recorder();

  @Test
  void liveFeedHearsOnlyWhatIsRecordedFromNowOn() {
    talk.sayTimes(3);
    Feed feed = talk.listen(Feed.LIVE, heard);
    talk.sayTimes(2);

    assertThat(feed.startedAfter()).isEqualTo(3);
    assertThat(heard.ids()).containsExactly(4L, 5L);
  }

  @Test
  void feedFromAnIdCatchesUpBeforeItIsLive() {
    talk.sayTimes(5);
    Feed feed = talk.listen(2, heard);
    assertThat(heard.ids()).containsExactly(3L, 4L, 5L);
    talk.sayTimes(1);

    assertThat(feed.startedAfter()).isEqualTo(2);
    assertThat(heard.ids()).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void feedFromAFutureIdBeginsThere() {
    talk.listen(3, heard);
    talk.sayTimes(5);

    assertThat(heard.ids()).containsExactly(4L, 5L);
  }

  @Test
  void feedHearsSystemEventsToo() {
    talk.listen(0, heard);
    talk.join("alice");
    talk.say("hello");

    assertThat(heard.names()).containsExactly(RecordedEvent.MEMBER_JOINED, "hello");
  }

  @Test
  void everyFeedHearsEveryEventInTheOrderOfOpening() {
    List<String> order = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      talk.listen(
          0,
          new Recorder() {
            @Override
            public void onEvent(RecordedEvent event) {
              order.add(name + event.id());
            }
          });
    }
    talk.sayTimes(2);

    assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
  }

  @Test
  void closedFeedHearsNothing() {
    Feed feed = talk.listen(0, heard);
    talk.sayTimes(1);
    feed.close();
    feed.close();
    talk.sayTimes(1);

    assertThat(heard.ids()).containsExactly(1L);
  }

  @Test
  void closingOneOfSeveralFeedsLeavesTheOthers() {
    List<Recorder> all = new ArrayList<>();
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(new Recorder());
      feeds.add(talk.listen(0, all.get(i)));
    }
    talk.sayTimes(1);
    feeds.get(1).close();
    talk.sayTimes(1);
    feeds.get(0).close();
    feeds.get(3).close();
    talk.sayTimes(1);
    feeds.get(2).close();
    talk.sayTimes(1);

    assertThat(all.stream().map(each -> each.events.size()).toList()).containsExactly(2, 1, 3, 2);
  }

  @Test
  void feedCanBeClosedFromItsObserver() {
    List<Feed> feed = new ArrayList<>();
    Recorder closing =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            super.onEvent(event);
            talk.say("another");
            feed.get(0).close();
          }
        };
    feed.add(talk.listen(0, closing));
    talk.sayTimes(2);

    assertThat(closing.ids()).containsExactly(1L);
  }

  @Test
  void publishingFromAnObserverKeepsOrderAndAFlatStack() {
    int count = 100_000;
    List<RecordedEvent> fast = new ArrayList<>();
    Recorder second =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            fast.add(event);
          }
        };
    talk.listen(
        0,
        new Recorder() {
          private int left = count;

          @Override
          public void onEvent(RecordedEvent event) {
            if (left-- > 0) {
              talk.say("echo");
            }
          }
        });
    talk.listen(0, second);
    talk.say("first");

    assertThat(fast.stream().map(RecordedEvent::id).toList())
        .isEqualTo(LongStream.rangeClosed(1, count + 1).boxed().toList());
  }

  @Test
  void observerThatThrowsDisturbsNeitherLaterEventsNorOtherFeedsNorThePublisher() {
    Recorder throwing =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            super.onEvent(event);
            if (event.id() == 1) {
              throw new IllegalStateException("an exception");
            }
            throw new AssertionError("an error");
          }
        };
    talk.listen(0, throwing);
    talk.listen(0, heard);
    talk.sayTimes(3);

    assertThat(throwing.ids()).containsExactly(1L, 2L, 3L);
    assertThat(heard.ids()).containsExactly(1L, 2L, 3L);
  }
}
