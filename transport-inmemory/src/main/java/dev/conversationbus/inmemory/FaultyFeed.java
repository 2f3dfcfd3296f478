package dev.conversationbus.inmemory;

import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a feed and its observer once a failure script has been armed. Touched only by
 * the thread that hands on, but for {@link #close}.
 */
final class FaultyFeed implements FeedObserver {

  /** How long an event waits for the next one to change places with. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Cursor feed;
  private final FeedObserver observer;
  private final FailureScript script;
  private final Timing timing;

  /** At most one event waits here: for the next one, or for its time. */
  private @Nullable RecordedEvent held;

  private boolean isReordering;
  private volatile boolean isDue;
  private volatile Timing.@Nullable Cancellation timer;

  FaultyFeed(Cursor feed, FeedObserver observer, FailureScript script, Timing timing) {
    this.feed = feed;
    this.observer = observer;
    this.script = script;
    this.timing = timing;
  }

  /** {@return whether nothing may be handed on now} */
  boolean isPaused() {
    return held != null && !isReordering;
  }

  /** Hands on what was held until now. */
  void releaseIfDue() {
    if (isDue) {
      release();
    }
  }

  @Override
  public void onEvent(RecordedEvent event) {
    if (held != null) {
      handOn(event);
      release();
      return;
    }
    Optional<Mishap> mishap = script.next(Fault.Kind.EVENT);
    if (mishap.isPresent()) {
      meet(mishap.get(), event);
    } else {
      handOn(event);
    }
  }

  private void meet(Mishap mishap, RecordedEvent event) {
    switch (mishap.fault()) {
      case DUPLICATE -> {
        handOn(event);
        handOn(event);
      }
      case REORDER -> hold(event, true, PATIENCE);
      case DELAY_EVENT -> hold(event, false, mishap.delay());
      case BREAK_FEED -> breakOff(mishap);
      default -> {
        // The event is dropped: nobody hears of it.
      }
    }
  }

  private void hold(RecordedEvent event, boolean untilTheNext, Duration longest) {
    held = event;
    isReordering = untilTheNext;
    timer =
        timing.after(
            longest,
            () -> {
              isDue = true;
              feed.signal();
            });
  }

  private void release() {
    cancelTimer();
    isDue = false;
    RecordedEvent event = held;
    held = null;
    if (event != null) {
      handOn(event);
    }
  }

  private void breakOff(Mishap mishap) {
    if (feed.isOpen()) {
      feed.close();
      observer.onBroken(mishap.asException());
    }
  }

  private void handOn(RecordedEvent event) {
    if (feed.isOpen()) {
      Cursor.call(observer, event);
    }
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    release();
    if (feed.isOpen()) {
      observer.onGap(fromId, toId, why);
    }
  }

  @Override
  public void onBroken(@Nullable Throwable cause) {
    observer.onBroken(cause);
  }

  /** Learns that the feed was closed. */
  void close() {
    cancelTimer();
  }

  private void cancelTimer() {
    Timing.Cancellation waiting = timer;
    timer = null;
    if (waiting != null) {
      waiting.cancel();
    }
  }
}
