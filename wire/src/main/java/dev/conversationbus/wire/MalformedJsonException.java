package dev.conversationbus.wire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Text that is not what the wire promises. Says where, never what stood there. */
public final class MalformedJsonException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public MalformedJsonException(String message) {
    super(message);
  }

  public MalformedJsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
