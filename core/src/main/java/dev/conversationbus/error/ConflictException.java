package dev.conversationbus.error;

import java.io.Serial;

/**
 * A change that the present state does not allow: a name that is taken, a member who has joined
 * already, an idempotency key that was used for another event.
 *
 * @since 0.1.0
 */
public final class ConflictException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  /** Makes an exception with one of the codes of {@code dev.conversationbus.spi.Rejection}. */
  public ConflictException(String code, String whatHappened) {
    super(code, false, whatHappened, null);
  }
}
