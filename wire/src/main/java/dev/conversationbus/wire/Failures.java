package dev.conversationbus.wire;

import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.DeliveryRejectedException;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.error.NotPermittedException;
import dev.conversationbus.error.RateLimitedException;
import dev.conversationbus.error.TimedOutException;
import dev.conversationbus.error.UnauthenticatedException;
import dev.conversationbus.error.UnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bus's exceptions as problems, and back. */
public final class Failures {

  private static final String NAME_TAKEN = "conversation.name-taken";
  private static final String JOINED = "member.already-joined";
  private static final String INVITED = "member.already-invited";
  private static final String KEY_REUSED = "idempotency.key-reused";

  private Failures() {}

  /** {@return the code under which a failure goes over the wire} */
  public static ProblemCode codeOf(ConversationBusException failure) {
    if (failure instanceof NotFoundException missing) {
      return switch (missing.what()) {
        case CONVERSATION -> ProblemCode.CONVERSATION_NOT_FOUND;
        case MEMBER -> ProblemCode.MEMBER_NOT_FOUND;
        case EVENT -> ProblemCode.EVENT_NOT_FOUND;
      };
    }
    if (failure instanceof ConflictException conflict) {
      return switch (conflict.code()) {
        case NAME_TAKEN -> ProblemCode.DUPLICATE_NAME;
        case JOINED -> ProblemCode.ALREADY_JOINED;
        case INVITED -> ProblemCode.ALREADY_INVITED;
        default -> ProblemCode.KEY_REUSED;
      };
    }
    if (failure instanceof InvalidEventException || failure instanceof BodyMismatchException) {
      return ProblemCode.VALIDATION;
    }
    if (failure instanceof NotAMemberException) {
      return ProblemCode.INVALID_MEMBER_STATE;
    }
    if (failure instanceof NotPermittedException) {
      return ProblemCode.PERMISSION;
    }
    if (failure instanceof UnauthenticatedException) {
      return ProblemCode.INVALID_TOKEN;
    }
    if (failure instanceof RateLimitedException) {
      return ProblemCode.TOO_MANY_REQUESTS;
    }
    if (failure instanceof UnavailableException || failure instanceof BusClosedException) {
      return ProblemCode.UNAVAILABLE;
    }
    if (failure instanceof DeliveryUnknownException || failure instanceof TimedOutException) {
      return ProblemCode.UNKNOWN_OUTCOME;
    }
    return ProblemCode.INTERNAL;
  }

  /** {@return a failure as it goes over the wire} */
  public static Problem problemOf(ConversationBusException failure) {
    if (failure instanceof InvalidEventException invalid) {
      return Problem.invalid(invalid.violations());
    }
    ProblemCode code = codeOf(failure);
    // What failed inside is not for those outside.
    return Problem.of(
        code,
        code == ProblemCode.INTERNAL ? "" : java.util.Objects.requireNonNull(failure.getMessage()));
  }

  /**
   * {@return the failure that an answer stands for}
   *
   * @param where the conversation or resource that was asked for, for the message
   * @param retryAfter how long to wait, if the answer said so
   */
  public static ConversationBusException exceptionOf(
      int status, Problem problem, String where, Duration retryAfter) {
    ProblemCode code = ProblemCode.of(problem.code());
    ConversationBusException known =
        code == null || code.status() != status ? null : exceptionOf(code, problem, where);
    if (known != null) {
      return known;
    }
    return switch (status) {
      case 401 -> new UnauthenticatedException(said(status, problem), null);
      case 403 -> new NotPermittedException(said(status, problem));
      case 429 -> new RateLimitedException(retryAfter, said(status, problem));
      case 503 -> new UnavailableException(said(status, problem), null, null);
      default ->
          new DeliveryRejectedException(
              problem.code().isEmpty() ? "http:" + status : problem.code(), said(status, problem));
    };
  }

  private static @Nullable ConversationBusException exceptionOf(
      ProblemCode code, Problem problem, String where) {
    return switch (code) {
      case VALIDATION ->
          problem.violations().isEmpty() ? null : new InvalidEventException(problem.violations());
      case CONVERSATION_NOT_FOUND ->
          new NotFoundException(NotFoundException.What.CONVERSATION, where);
      case MEMBER_NOT_FOUND, USER_NOT_FOUND ->
          new NotFoundException(NotFoundException.What.MEMBER, where);
      case EVENT_NOT_FOUND -> new NotFoundException(NotFoundException.What.EVENT, where);
      case DUPLICATE_NAME, DUPLICATE_USER -> new ConflictException(NAME_TAKEN, problem.detail());
      case ALREADY_JOINED -> new ConflictException(JOINED, problem.detail());
      case ALREADY_INVITED -> new ConflictException(INVITED, problem.detail());
      case KEY_REUSED -> new ConflictException(KEY_REUSED, problem.detail());
      case INVALID_MEMBER_STATE -> new NotAMemberException(where, problem.detail());
      default -> null;
    };
  }

  private static String said(int status, Problem problem) {
    StringBuilder text = new StringBuilder("status ").append(status);
    if (!problem.code().isEmpty()) {
      text.append(", ").append(problem.code());
    }
    if (!problem.detail().isEmpty()) {
      text.append(": ").append(problem.detail());
    }
    for (Problem.InvalidParameter parameter : problem.invalidParameters()) {
      text.append("; ").append(parameter.name()).append(": ").append(parameter.reason());
    }
    return text.toString();
  }
}
