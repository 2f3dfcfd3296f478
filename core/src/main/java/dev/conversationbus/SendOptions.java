package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.IdempotencyKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one send may want different.
 *
 * <pre>{@code
 * alice.send(VOTE, vote, SendOptions.defaults().withDeadline(Duration.ofSeconds(2)));
 * }</pre>
 *
 * @param deadline within which the send ends, more than zero; null for the bus's
 * @param key to tell a repeat from a new event; null to have one minted
 * @since 0.1.0
 */
public record SendOptions(@Nullable Duration deadline, @Nullable IdempotencyKey key) {

  private static final SendOptions DEFAULTS = new SendOptions(null, null);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the deadline is not more than zero
   */
  public SendOptions {
    if (deadline != null && (deadline.isZero() || deadline.isNegative())) {
      throw new IllegalArgumentException("deadline " + deadline + ": allowed is more than zero");
    }
  }

  /** {@return the bus's deadline and a minted key} */
  public static SendOptions defaults() {
    return DEFAULTS;
  }

  /** {@return these options with a deadline} */
  public SendOptions withDeadline(Duration limit) {
    return new SendOptions(requireNonNull(limit, "limit"), key);
  }

  /** {@return these options with a key} */
  public SendOptions withKey(IdempotencyKey own) {
    return new SendOptions(deadline, requireNonNull(own, "own"));
  }
}
