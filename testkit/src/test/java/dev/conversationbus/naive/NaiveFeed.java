package dev.conversationbus.naive;

import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A place in a room's list of events. */
final class NaiveFeed implements Feed {

  private final Object lock;
  private final Room room;
  private final FeedObserver observer;
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final long startedAfter;
  private int place;
  private boolean busy;
  private boolean closed;

  NaiveFeed(Object lock, Room room, long afterId, FeedObserver observer) {
    this.lock = lock;
    this.room = room;
    this.observer = observer;
    this.startedAfter = afterId == LIVE ? room.events.size() : afterId;
    this.place = (int) startedAfter;
  }

  /** Hands on what is there, unless another thread or an outer call does it already. */
  void pump() {
    while (true) {
      RecordedEvent next;
      synchronized (lock) {
        if (busy || closed || place >= room.events.size()) {
          return;
        }
        busy = true;
        next = room.events.get(place++);
      }
      try {
        observer.onEvent(next);
      } catch (RuntimeException | AssertionError e) {
        failures.add(e);
      } finally {
        synchronized (lock) {
          busy = false;
        }
      }
    }
  }

  void breakNow() {
    close();
    observer.onBroken(new IllegalStateException("broken on purpose"));
  }

  /** What the observer has thrown so far. */
  List<Throwable> failures() {
    return failures;
  }

  @Override
  public long startedAfter() {
    return startedAfter;
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
  }
}
