package dev.conversationbus.error;

import java.io.Serial;
import java.time.Duration;

/**
 * A call other than a send that did not end in time, or a send that was never handed to the
 * transport. A send that was handed over and not answered in time is a {@link
 * DeliveryUnknownException}.
 *
 * @since 0.1.0
 */
public final class TimedOutException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  private final Duration limit;

  /** Makes an exception for the given action and its time limit. */
  public TimedOutException(String action, Duration limit) {
    super("timed-out", true, action + " did not end within " + limit.toMillis() + " ms", null);
    this.limit = limit;
  }

  /** {@return the limit that was exceeded} */
  public Duration limit() {
    return limit;
  }
}
