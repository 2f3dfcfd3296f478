package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The id of a conversation: {@code CON-} and a UUID.
 *
 * <pre>{@code
 * ConversationId id = ConversationId.of("CON-5f0c2b9e-6f0e-4b0a-9d6c-2f6c1f7f8a10");
 * }</pre>
 *
 * @param value the id as it stands on the wire, 40 characters
 * @since 0.1.0
 */
public record ConversationId(String value) {

  private static final String PREFIX = "CON-";

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if {@code value} is not {@code CON-} and a UUID of 36
   *     characters
   */
  public ConversationId {
    PrefixedUuid.check(PREFIX, value);
  }

  /**
   * {@return the id with the given text}
   *
   * @throws IllegalArgumentException if {@code value} is not {@code CON-} and a UUID of 36
   *     characters
   */
  public static ConversationId of(String value) {
    return new ConversationId(value);
  }

  /** {@return the id with the given UUID} */
  public static ConversationId of(UUID uuid) {
    return new ConversationId(PREFIX + requireNonNull(uuid, "uuid"));
  }

  /** {@return a new random id} */
  public static ConversationId random() {
    return new ConversationId(PrefixedUuid.random(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
