package dev.conversationbus.error;

import java.io.Serial;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transport or a resource of the bus that cannot take the call now.
 *
 * <p>For a send nothing was recorded. Another call that was interrupted, or whose transport broke,
 * may have taken effect all the same; the message says so.
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
    this(
        until,
        "unavailable, nothing was recorded: "
            + whatHappened
            + (until == null ? "" : "; closed until " + until),
        cause);
  }

  private UnavailableException(@Nullable Instant until, String message, @Nullable Throwable cause) {
    super("transport.unavailable", true, message, cause);
    this.until = until;
  }

  /** {@return an exception for a call that may have taken effect} */
  public static UnavailableException ofUnknownEffect(
      String whatHappened, @Nullable Throwable cause) {
    return new UnavailableException(
        null,
        "unavailable, and whether the call took effect is not known: "
            + whatHappened
            + "; look before you call again",
        cause);
  }

  /** {@return when the next attempt is let through, empty if nobody knows} */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }
}
