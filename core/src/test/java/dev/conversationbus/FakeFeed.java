package dev.conversationbus;

import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A place in a conversation's list, moved on by one thread at a time, without a lock held. */
final class FakeFeed implements Feed {

  private final FakeRoom room;
  private final FakeTransport transport;
  private final FeedObserver observer;
  private final long startedAfter;
  private final AtomicInteger signals = new AtomicInteger();
  private long next;
  private volatile boolean ended;

  FakeFeed(FakeRoom room, FakeTransport transport, FeedObserver observer, long startedAfter) {
    this.room = room;
    this.transport = transport;
    this.observer = observer;
    this.startedAfter = startedAfter;
    this.next = startedAfter + 1;
  }

  @Override
  public long startedAfter() {
    return startedAfter;
  }

  /** Hands on what was not handed on yet, unless somebody is at it. */
  void signal() {
    if (signals.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      handOn();
      seen = signals.addAndGet(-seen);
    } while (seen != 0);
  }

  private void handOn() {
    while (!ended && !transport.isHoldingFeeds()) {
      long forgotten = room.forgottenThrough();
      if (next <= forgotten) {
        long from = next;
        next = forgotten + 1;
        observer.onGap(from, forgotten, "forgotten");
      }
      RecordedEvent event = room.event(next);
      if (event == null) {
        return;
      }
      next++;
      transport.feeding().feed(event, this);
    }
  }

  /** Gives an event to the observer. Only for rules of feeding. */
  void give(RecordedEvent event) {
    if (!ended) {
      observer.onEvent(event);
    }
  }

  /** Tells the observer of a gap. */
  void giveGap(long fromId, long toId) {
    observer.onGap(fromId, toId, "lost");
  }

  /** Breaks the feed. Only for rules of feeding, or while nothing is fed. */
  void breakOff(@Nullable Throwable cause) {
    if (!ended) {
      close();
      observer.onBroken(cause);
    }
  }

  @Override
  public void close() {
    ended = true;
    room.remove(this);
  }
}
