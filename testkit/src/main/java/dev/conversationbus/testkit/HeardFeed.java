package dev.conversationbus.testkit;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An observer that keeps what it hears, and lets a test wait for it. */
final class HeardFeed implements FeedObserver, AutoCloseable {

  private final Duration patience;
  private final Consumer<RecordedEvent> reaction;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<RecordedEvent> events = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private boolean broken;
  private @Nullable Throwable cause;
  private volatile @Nullable Feed feed;

  /** Runs the reaction with each event, once it is kept and without a lock held. */
  HeardFeed(Duration patience, Consumer<RecordedEvent> reaction) {
    this.patience = patience;
    this.reaction = reaction;
  }

  void attach(Feed opened) {
    feed = opened;
  }

  Feed feed() {
    return requireNonNull(feed, "feed is not open yet");
  }

  @Override
  public void onEvent(RecordedEvent event) {
    change(() -> events.add(event));
    reaction.accept(event);
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    change(() -> gaps.add(fromId + " to " + toId + ": " + why));
  }

  @Override
  public void onBroken(@Nullable Throwable reason) {
    change(
        () -> {
          broken = true;
          cause = reason;
        });
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<RecordedEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  List<Long> ids() {
    return events().stream().map(RecordedEvent::id).toList();
  }

  /** Waits until an event with this id or a larger one was heard, and returns all that were. */
  List<RecordedEvent> through(long id) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (events.stream().noneMatch(event -> event.id() >= id)) {
        if (broken || !gaps.isEmpty() || left <= 0) {
          throw new AssertionError("waited for #" + id + " in vain; heard " + describe(), cause);
        }
        left = changed.awaitNanos(left);
      }
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the last id, and fails unless exactly these were heard, in this order. */
  List<RecordedEvent> exactly(long firstId, long lastId) throws InterruptedException {
    List<RecordedEvent> heard = through(lastId);
    List<Long> expected = LongStream.rangeClosed(firstId, lastId).boxed().toList();
    List<Long> found = heard.stream().map(RecordedEvent::id).toList();
    if (!expected.equals(found)) {
      throw new AssertionError(
          "expected #" + firstId + " to #" + lastId + " once each, in order; heard " + found);
    }
    return heard;
  }

  /** Waits until so many calls have come, of one feed or of several. */
  void count(int calls) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (events.size() < calls) {
        if (left <= 0) {
          throw new AssertionError("waited for " + calls + " events; heard " + describe());
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the feed says that it broke. */
  void untilBroken() throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!broken) {
        if (left <= 0) {
          throw new AssertionError("the feed did not say that it broke; heard " + describe());
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private String describe() {
    return events.stream().map(event -> "#" + event.id() + " " + event.name()).toList()
        + (gaps.isEmpty() ? "" : ", gaps " + gaps)
        + (broken ? ", broken" : "");
  }

  @Override
  public void close() {
    Feed open = feed;
    if (open != null) {
      open.close();
    }
  }
}
