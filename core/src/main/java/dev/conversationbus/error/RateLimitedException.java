package dev.conversationbus.error;

import java.io.Serial;
import java.time.Duration;

/**
 * A send that was refused because too many came; nothing was recorded.
 *
 * @since 0.1.0
 */
public final class RateLimitedException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /** Makes an exception that names the wait after which a repeat may succeed. */
  public RateLimitedException(Duration retryAfter, String whatHappened) {
    super(
        "rate.limited",
        true,
        whatHappened + "; try again after " + retryAfter.toMillis() + " ms",
        null);
    this.retryAfter = retryAfter;
  }

  /** {@return how long to wait before the next attempt, zero or more} */
  public Duration retryAfter() {
    return retryAfter;
  }
}
