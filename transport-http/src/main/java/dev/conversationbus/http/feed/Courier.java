package dev.conversationbus.http.feed;

import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what a feed brings to its observer, one call at a time, away from the engine's threads. */
final class Courier {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private enum Life {
    IDLE,
    CALLING,
    CLOSED
  }

  private final FeedObserver observer;
  private final Executor executor;
  private final Runnable whenEmpty;
  private final Object lock = new Object();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final AtomicReference<Life> life = new AtomicReference<>(Life.IDLE);
  private boolean running;

  /**
   * Calls the observer on the executor.
   *
   * @param whenEmpty run each time nothing waits any more
   */
  Courier(FeedObserver observer, Executor executor, Runnable whenEmpty) {
    this.observer = observer;
    this.executor = executor;
    this.whenEmpty = whenEmpty;
  }

  void event(RecordedEvent event) {
    add(() -> observer.onEvent(event));
  }

  void gap(long from, long to, String why) {
    add(() -> observer.onGap(from, to, why));
  }

  /** Tells that the feed broke, behind everything that it brought. */
  void broken(@Nullable Throwable cause) {
    add(() -> observer.onBroken(cause));
  }

  /** {@return how many calls wait} */
  int backlog() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  private void add(Runnable call) {
    synchronized (lock) {
      waiting.add(call);
      if (running) {
        return;
      }
      running = true;
    }
    executor.execute(this::run);
  }

  private void run() {
    while (true) {
      Runnable next;
      synchronized (lock) {
        next = waiting.poll();
        if (next == null) {
          running = false;
        }
      }
      if (next == null) {
        whenEmpty.run();
        return;
      }
      call(next);
    }
  }

  /** Makes a call, unless the feed was closed before it begins. */
  private void call(Runnable next) {
    if (!life.compareAndSet(Life.IDLE, Life.CALLING)) {
      return;
    }
    try {
      next.run();
    } catch (Throwable e) {
      LOG.error("feed observer failed", e);
    } finally {
      life.compareAndSet(Life.CALLING, Life.IDLE);
    }
  }

  void close() {
    life.set(Life.CLOSED);
    synchronized (lock) {
      waiting.clear();
    }
  }
}
