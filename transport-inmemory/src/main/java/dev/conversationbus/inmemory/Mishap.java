package dev.conversationbus.inmemory;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.UnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault that happens.
 *
 * @param delay by how much, where the fault is a delay; otherwise without meaning
 * @param reason why, where the test has chosen one
 * @param origin where it comes from, for messages; with the seed if it was chance
 */
record Mishap(
    Fault fault, Duration delay, @Nullable ConversationBusException reason, String origin) {

  private static final String PLANNED = "planned by the failure script";

  static Mishap planned(Fault fault) {
    return new Mishap(fault, Duration.ZERO, null, PLANNED);
  }

  static Mishap planned(Fault fault, ConversationBusException reason) {
    return new Mishap(fault, Duration.ZERO, reason, PLANNED);
  }

  static Mishap planned(Fault fault, Duration delay) {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("delay " + delay + ": allowed is more than zero");
    }
    return new Mishap(fault, delay, null, PLANNED);
  }

  /** {@return the reason of a failure; the usual one, with its origin, if none was chosen} */
  ConversationBusException asException() {
    return reason != null ? reason : new UnavailableException(toString(), null, null);
  }

  @Override
  public String toString() {
    return fault + (delay.isZero() ? "" : " by " + delay) + ", " + origin;
  }
}
