package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The id of a user: {@code USR-} and a UUID.
 *
 * <pre>{@code
 * UserId id = UserId.of("USR-5f0c2b9e-6f0e-4b0a-9d6c-2f6c1f7f8a10");
 * }</pre>
 *
 * @param value the id as it stands on the wire, 40 characters
 * @since 0.1.0
 */
public record UserId(String value) {

  private static final String PREFIX = "USR-";

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if {@code value} is not {@code USR-} and a UUID of 36
   *     characters
   */
  public UserId {
    PrefixedUuid.check(PREFIX, value);
  }

  /**
   * {@return the id with the given text}
   *
   * @throws IllegalArgumentException if {@code value} is not {@code USR-} and a UUID of 36
   *     characters
   */
  public static UserId of(String value) {
    return new UserId(value);
  }

  /** {@return the id with the given UUID} */
  public static UserId of(UUID uuid) {
    return new UserId(PREFIX + requireNonNull(uuid, "uuid"));
  }

  /** {@return a new random id} */
  public static UserId random() {
    return new UserId(PrefixedUuid.random(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
