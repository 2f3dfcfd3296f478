package dev.conversationbus.spi;

import org.jspecify.annotations.Nullable;

/**
 * Who hears a feed. Called from one thread at a time, without a lock held.
 *
 * @since 0.1.0
 */
public interface FeedObserver {

  /** Takes the next event. May be called before {@link Transport#open} has completed its future. */
  void onEvent(RecordedEvent event);

  /**
   * Learns that the events from {@code fromId} to {@code toId}, both inclusive, cannot be had any
   * more.
   */
  void onGap(long fromId, long toId, String why);

  /**
   * Learns that the feed broke and will not be heard again; a new one can be opened after the last
   * event.
   */
  void onBroken(@Nullable Throwable cause);
}
