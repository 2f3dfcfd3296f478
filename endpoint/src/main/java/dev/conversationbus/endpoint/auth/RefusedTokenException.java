package dev.conversationbus.endpoint.auth;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * A token that is not to be trusted. It never says what stood in the token.
 *
 * @since 0.1.0
 */
public final class RefusedTokenException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a token was refused. */
  public enum Reason {
    /** It is missing, malformed, not signed by a known application, or not valid yet. */
    INVALID,
    /** It was good once. */
    EXPIRED
  }

  /** Makes an exception for the reason. */
  public RefusedTokenException(Reason reason) {
    this(reason, reason == Reason.EXPIRED ? "the token has expired" : "the token is not valid");
  }

  /** Makes an exception that says more to whoever reads the answer. */
  public RefusedTokenException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = requireNonNull(reason, "reason");
  }

  /** {@return why it was refused} */
  public Reason reason() {
    return reason;
  }
}
