package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * An id minted before the first attempt to send and kept over retries, so that a transport can tell
 * a repeat from a new event.
 *
 * @param value 1 to 255 visible ASCII characters
 * @since 0.1.0
 */
public record IdempotencyKey(String value) {

  private static final int MAX_LENGTH = 255;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if {@code value} is not 1 to 255 visible ASCII characters
   */
  public IdempotencyKey {
    requireNonNull(value, "value");
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "idempotency key of "
              + value.length()
              + " characters: allowed are 1 to 255 visible ASCII characters");
    }
  }

  /** {@return the key with the given text} */
  public static IdempotencyKey of(String value) {
    return new IdempotencyKey(value);
  }

  /** {@return a new random key} */
  public static IdempotencyKey mint() {
    return new IdempotencyKey(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
