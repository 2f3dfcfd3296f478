package dev.conversationbus.error;

import java.io.Serial;

/**
 * A call that whoever is authenticated may not make.
 *
 * @since 0.1.0
 */
public final class NotPermittedException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  /** Makes an exception that says what was refused. */
  public NotPermittedException(String whatHappened) {
    super("permission.denied", false, "not permitted: " + whatHappened, null);
  }
}
