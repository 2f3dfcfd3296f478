package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.failure;
import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.testing.EqualsTester;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private final VirtualTime time = VirtualTime.create();

  private Talk talk(Retention retention) {
    return Talk.on(InMemoryHub.builder().timing(time).retention(retention).build().transport());
  }

  private static List<Long> ids(HistoryPage page) {
    return page.events().stream().map(RecordedEvent::id).toList();
  }

  @Test
  void unlimitedForgetsNothing() {
    Talk talk = talk(Retention.unlimited());
    talk.sayTimes(2000);
    time.advance(Duration.ofDays(10_000));

    HistoryPage page = talk.page(talk.query().withLimit(1000));
    assertThat(ids(page)).hasSize(1000).startsWith(1L);
    assertThat(page.forgottenThrough()).isZero();
  }

  @Test
  void lastEventsAreKeptAndTheOthersTold() {
    Talk talk = talk(Retention.lastEvents(3));
    talk.sayTimes(3);
    assertThat(talk.page(talk.query()).forgottenThrough()).isZero();
    talk.sayTimes(7);

    HistoryPage page = talk.page(talk.query());
    assertThat(ids(page)).containsExactly(8L, 9L, 10L);
    assertThat(page.forgottenThrough()).isEqualTo(7);
    assertThat(page.hasMore()).isFalse();
    assertThat(ids(talk.page(talk.query().backwards().before(9)))).containsExactly(8L);
    assertThat(ids(talk.page(talk.query().before(8)))).isEmpty();
  }

  @Test
  void youngEventsAreKeptAndTheOthersToldWhenTheHistoryIsRead() {
    Talk talk = talk(Retention.youngerThan(Duration.ofSeconds(10)));
    talk.sayTimes(2);
    time.advance(Duration.ofSeconds(5));
    talk.sayTimes(1);
    time.advance(Duration.ofMillis(4999));
    assertThat(ids(talk.page(talk.query()))).containsExactly(1L, 2L, 3L);
    time.advance(Duration.ofMillis(1));

    assertThat(ids(talk.page(talk.query()))).containsExactly(3L);
    assertThat(talk.page(talk.query()).forgottenThrough()).isEqualTo(2);
    time.advance(Duration.ofSeconds(5));
    assertThat(ids(talk.page(talk.query()))).isEmpty();
    assertThat(talk.say("next").id()).isEqualTo(4);
  }

  @Test
  void bothRulesHoldTogether() {
    Talk talk = talk(Retention.lastEvents(3).andYoungerThan(Duration.ofSeconds(10)));
    talk.sayTimes(5);
    assertThat(ids(talk.page(talk.query()))).containsExactly(3L, 4L, 5L);
    time.advance(Duration.ofSeconds(9));
    talk.sayTimes(1);
    time.advance(Duration.ofSeconds(1));

    assertThat(ids(talk.page(talk.query()))).containsExactly(6L);
  }

  @Test
  void feedFromBeforeTheFirstKeptEventIsToldOfTheGap() {
    Talk talk = talk(Retention.lastEvents(3));
    Recorder heard = new Recorder();
    talk.sayTimes(10);
    talk.listen(2, heard);
    talk.sayTimes(1);

    assertThat(heard.gaps).containsExactly("3..7");
    assertThat(heard.ids()).containsExactly(8L, 9L, 10L, 11L);
  }

  @Test
  void feedIsToldOfTheGapWhenEverythingWasForgotten() {
    Talk talk = talk(Retention.youngerThan(Duration.ofSeconds(10)));
    Recorder heard = new Recorder();
    Recorder live = new Recorder();
    talk.sayTimes(4);
    time.advance(Duration.ofSeconds(10));
    talk.listen(1, heard);
    talk.listen(Feed.LIVE, live);

    assertThat(heard.gaps).containsExactly("2..4");
    assertThat(heard.ids()).isEmpty();
    assertThat(live.gaps).isEmpty();
  }

  @Test
  void feedThatIsOvertakenIsToldOfTheGapAndGoesOn() {
    Talk talk = talk(Retention.lastEvents(3));
    Recorder slow =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            super.onEvent(event);
            if (event.id() == 1) {
              talk.sayTimes(9);
            }
          }

          @Override
          public void onGap(long fromId, long toId, String why) {
            super.onGap(fromId, toId, why);
            throw new IllegalStateException("an observer's own");
          }
        };
    talk.listen(0, slow);
    talk.sayTimes(1);

    assertThat(slow.ids()).containsExactly(1L, 8L, 9L, 10L);
    assertThat(slow.gaps).containsExactly("2..7");
  }

  @Test
  void forgottenEventCannotBeDeleted() {
    Talk talk = talk(Retention.youngerThan(Duration.ofSeconds(10)));
    talk.sayTimes(1);
    time.advance(Duration.ofSeconds(10));

    failure(NotFoundException.class, talk.transport().delete(talk.id(), 1, null));
    assertThat(now(talk.transport().findConversation(talk.id())).orElseThrow().lastEventId())
        .isEqualTo(1);
  }

  @Test
  void rulesAreEqualIfTheyKeepTheSame() {
    new EqualsTester()
        .addEqualityGroup(Retention.unlimited())
        .addEqualityGroup(Retention.lastEvents(5), Retention.lastEvents(6).andLastEvents(5))
        .addEqualityGroup(Retention.lastEvents(6))
        .addEqualityGroup(Retention.youngerThan(Duration.ofSeconds(60)), youngerThanAMinute())
        .addEqualityGroup(
            youngerThanAMinute().andLastEvents(5),
            Retention.lastEvents(5).andYoungerThan(Duration.ofMinutes(1)))
        .testEquals();
  }

  private static Retention youngerThanAMinute() {
    return Retention.youngerThan(Duration.ofMinutes(1));
  }

  @Test
  void ruleSaysWhatItKeeps() {
    assertThat(Retention.unlimited()).hasToString("unlimited");
    assertThat(Retention.lastEvents(5)).hasToString("last 5 events");
    assertThat(youngerThanAMinute()).hasToString("younger than PT1M");
    assertThat(youngerThanAMinute().andLastEvents(5))
        .hasToString("last 5 events younger than PT1M");
  }

  @Test
  void ruleMustKeepSomething() {
    assertThatThrownBy(() -> Retention.lastEvents(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Retention.youngerThan(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Retention.youngerThan(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
