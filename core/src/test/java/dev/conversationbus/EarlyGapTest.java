package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.spi.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A gap that a feed tells of before its place is known. It was once taken for one of a feed that
 * starts at a negative id, and listeners heard what was recorded before they were there.
 */
class EarlyGapTest {

  private final Announcements announced = new Announcements();

  @AutoClose final Talk talk = Talk.open(builder -> builder.observer(announced));

  private final List<Long> heard = new ArrayList<>();

  private long send() {
    return talk.alice.send("n", Talk.BODY).id();
  }

  /** Listens over a feed that does something before whoever opened it learns its place. */
  private void listen(Consumer<FakeFeed> early) {
    talk.transport.opening =
        open -> {
          FakeFeed feed = (FakeFeed) open.get();
          early.accept(feed);
          return CompletableFuture.<Feed>completedFuture(feed);
        };
    talk.bob.on("n", (from, event) -> heard.add(event.id()));
    talk.transport.opening = FakeTransport.OPEN;
  }

  @Test
  void afterAnEarlyEventNothingOlderIsHeard() {
    send();
    send();
    listen(
        feed -> {
          long id = send();
          talk.transport.feed((event, none) -> {});
          send();
          feed.giveGap(id + 1, send());
          talk.transport.feed(FakeTransport.FEED);
        });
    long id = send();

    // What the feed had lost was still in the history.
    assertThat(heard).containsExactly(id - 3, id - 2, id - 1, id);
    assertThat(announced.gaps).hasSize(1);
  }

  @Test
  void anEarlyEventBehindTheGapIsHeardWithoutWaitingForTheNext() {
    send();
    List<Long> early = new ArrayList<>();
    listen(
        feed -> {
          early.add(send());
          feed.giveGap(1, 2);
        });

    assertThat(heard).isEqualTo(early);
  }

  @Test
  void aGapBeforeTheFeedsPlaceBringsNothingOlder() {
    send();
    send();
    listen(feed -> feed.giveGap(1, 2));
    long id = send();

    assertThat(heard).containsExactly(id);
  }
}
