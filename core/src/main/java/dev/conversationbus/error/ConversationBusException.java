package dev.conversationbus.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything the bus reports as a failure.
 *
 * <p>Blocking calls throw it; their asynchronous twins complete their future with the same
 * exception, unwrapped. A message says what happened, with which ids and numbers, and what to do;
 * it never holds a token or a body.
 *
 * @since 0.1.0
 */
public abstract sealed class ConversationBusException extends RuntimeException
    permits InvalidEventException,
        NotAMemberException,
        NotPermittedException,
        UnauthenticatedException,
        NotFoundException,
        ConflictException,
        RateLimitedException,
        DeliveryRejectedException,
        DeliveryUnknownException,
        UnavailableException,
        TimedOutException,
        BodyMismatchException,
        BusClosedException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean retryable;

  ConversationBusException(
      String code, boolean retryable, String message, @Nullable Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.code = requireNonNull(code, "code");
    this.retryable = retryable;
  }

  /** {@return the stable, machine-readable code of this failure} */
  public final String code() {
    return code;
  }

  /** {@return whether the same call, made again later, can succeed without any other change} */
  public final boolean isRetryable() {
    return retryable;
  }
}
