package dev.conversationbus.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A send of which nobody can tell whether it was recorded: the answer was lost or came too late.
 *
 * <p>Do not send again with a new key: the event may be there already. Call {@code
 * Conversation.reconcile} with this exception, or send again with the same idempotency key over a
 * transport that removes duplicates.
 *
 * @since 0.1.0
 */
public final class DeliveryUnknownException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  private final String conversation;
  private final String idempotencyKey;

  /** Makes an exception for a publication with the given key, empty if it had none. */
  public DeliveryUnknownException(
      String conversation, String idempotencyKey, String why, @Nullable Throwable cause) {
    super(
        "delivery.unknown",
        false,
        "cannot tell whether the event was recorded in conversation "
            + conversation
            + ", idempotency key "
            + (idempotencyKey.isEmpty() ? "none" : idempotencyKey)
            + ": "
            + why
            + "; settle it with reconcile(...)",
        cause);
    this.conversation = conversation;
    this.idempotencyKey = idempotencyKey;
  }

  /** {@return the id of the conversation} */
  public String conversation() {
    return conversation;
  }

  /** {@return the key under which the event was sent, empty if it was sent without one} */
  public String idempotencyKey() {
    return idempotencyKey;
  }
}
