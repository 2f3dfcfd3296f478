package dev.conversationbus.error;

import java.io.Serial;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transport or a resource of the bus that cannot take the call now; nothing was recorded.
 *
 * @since 0.1.0
 */
public final class UnavailableException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable Instant until;

  /**
   * Makes an exception; {@code until} is when the next attempt is let through, null if nobody
   * knows.
   */
  public UnavailableException(
      String whatHappened, @Nullable Instant until, @Nullable Throwable cause) {
    super(
        "transport.unavailable",
        true,
        "unavailable, nothing was recorded: "
            + whatHappened
            + (until == null ? "" : "; closed until " + until),
        cause);
    this.until = until;
  }

  /** {@return when the next attempt is let through, empty if nobody knows} */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }
}
