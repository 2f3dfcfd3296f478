package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The id of a member: {@code MEM-} and a UUID.
 *
 * <pre>{@code
 * MemberId id = MemberId.of("MEM-5f0c2b9e-6f0e-4b0a-9d6c-2f6c1f7f8a10");
 * }</pre>
 *
 * @param value the id as it stands on the wire, 40 characters
 * @since 0.1.0
 */
public record MemberId(String value) {

  private static final String PREFIX = "MEM-";

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if {@code value} is not {@code MEM-} and a UUID of 36
   *     characters
   */
  public MemberId {
    PrefixedUuid.check(PREFIX, value);
  }

  /**
   * {@return the id with the given text}
   *
   * @throws IllegalArgumentException if {@code value} is not {@code MEM-} and a UUID of 36
   *     characters
   */
  public static MemberId of(String value) {
    return new MemberId(value);
  }

  /** {@return the id with the given UUID} */
  public static MemberId of(UUID uuid) {
    return new MemberId(PREFIX + requireNonNull(uuid, "uuid"));
  }

  /** {@return a new random id} */
  public static MemberId random() {
    return new MemberId(PrefixedUuid.random(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
