package dev.conversationbus.spi;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The time by which a bus and its transport run: what it is now, and waking up later. A test's own
 * makes deadlines and delays a matter of calls instead of waiting.
 *
 * @since 0.1.0
 */
public interface Timing extends InstantSource {

  /**
   * Runs a task once after a delay, on a thread of this timing's choice. The task must be short.
   *
   * @return takes the task back if it has not begun
   */
  Cancellation after(Duration delay, Runnable task);

  /** Takes a task back. */
  @FunctionalInterface
  interface Cancellation {

    /** Takes the task back if it has not begun; idempotent. */
    void cancel();
  }
}
