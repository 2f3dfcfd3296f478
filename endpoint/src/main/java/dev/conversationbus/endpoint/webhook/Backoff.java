package dev.conversationbus.endpoint.webhook;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before an attempt is repeated: twice as long each time, up to the longest wait,
 * less up to a half by chance so that conversations do not come back all at once.
 *
 * @param maxAttempts after which an event is given up
 * @param first wait
 * @param longest wait
 */
record Backoff(int maxAttempts, Duration first, Duration longest) {

  /** What a receiver can ask for at most. */
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /**
   * {@return the wait}
   *
   * @param failures so far, at least 1
   * @param asked how long the receiver asks to be left alone, which is never cut short unless it is
   *     over {@link #LONGEST_ASKED}
   */
  Duration afterFailures(int failures, @Nullable Duration asked) {
    long longestMillis = longest.toMillis();
    int doublings = Math.min(failures - 1, 30);
    long millis = Math.min(longestMillis, first.toMillis() << doublings);
    Duration wait =
        Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    if (asked == null || asked.compareTo(wait) <= 0) {
      return wait;
    }
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }
}
