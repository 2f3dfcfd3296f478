package dev.conversationbus.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Missing, expired or refused credentials.
 *
 * @since 0.1.0
 */
public final class UnauthenticatedException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  /** Makes an exception that says why the credentials were refused, never what they are. */
  public UnauthenticatedException(String whatHappened, @Nullable Throwable cause) {
    super("credentials.refused", false, "not authenticated: " + whatHappened, cause);
  }
}
