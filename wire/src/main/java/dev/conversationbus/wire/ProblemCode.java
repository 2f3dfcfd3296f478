package dev.conversationbus.wire;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused. The codes that the hosted API publishes are spelled as there; the
 * others follow its manner.
 */
public enum ProblemCode {
  VALIDATION(400, "http:error:validation-fail", "Bad request."),
  ALREADY_JOINED(400, "conversation:error:member-already-joined", "Member has joined already."),
  ALREADY_INVITED(400, "conversation:error:member-already-invited", "Member is invited already."),
  INVALID_MEMBER_STATE(400, "conversation:error:invalid-member-state", "Invalid member state."),
  INVALID_TOKEN(401, "system:error:invalid-token", "Invalid token."),
  EXPIRED_TOKEN(401, "system:error:expired-token", "Expired token."),
  PERMISSION(403, "system:error:permission", "Not permitted."),
  NO_RESOURCE(404, "http:error:not-found", "No such resource."),
  CONVERSATION_NOT_FOUND(404, "conversation:error:not-found", "Conversation does not exist."),
  MEMBER_NOT_FOUND(404, "conversation:error:member-not-found", "Member does not exist."),
  EVENT_NOT_FOUND(404, "conversation:error:event-not-found", "Event does not exist."),
  USER_NOT_FOUND(404, "user:error:not-found", "User does not exist."),
  KEY_UNKNOWN(404, "idempotency:error:unknown", "Nobody can tell what became of this key."),
  METHOD_NOT_ALLOWED(405, "http:error:method-not-allowed", "Method not allowed."),
  NOT_ACCEPTABLE(406, "http:error:not-acceptable", "Not acceptable."),
  TIMED_OUT(408, "http:error:request-timeout", "Request timed out."),
  DUPLICATE_NAME(409, "conversation:error:duplicate-name", "Conversation name is taken."),
  DUPLICATE_USER(409, "user:error:duplicate-name", "User name is taken."),
  KEY_REUSED(409, "idempotency:error:key-reused", "Idempotency key was used for another event."),
  TOO_LARGE(413, "http:error:payload-too-large", "Payload too large."),
  URI_TOO_LONG(414, "http:error:uri-too-long", "URI too long."),
  UNSUPPORTED_MEDIA_TYPE(415, "http:error:unsupported-media-type", "Unsupported media type."),
  TOO_MANY_REQUESTS(429, "http:error:too-many-requests", "Too many requests."),
  HEADERS_TOO_LARGE(431, "http:error:headers-too-large", "Headers too large."),
  INTERNAL(500, "system:error:internal-error", "Internal error."),
  UNAVAILABLE(503, "system:error:unavailable", "Unavailable."),
  UNKNOWN_OUTCOME(504, "system:error:unknown-outcome", "Nobody can tell whether it was recorded.");

  private final int status;
  private final String code;
  private final String title;

  ProblemCode(int status, String code, String title) {
    this.status = status;
    this.code = code;
    this.title = title;
  }

  /** {@return the status of the answer} */
  public int status() {
    return status;
  }

  /** {@return the code, as it stands in the answer} */
  public String code() {
    return code;
  }

  /** {@return a short sentence for people} */
  public String title() {
    return title;
  }

  /** {@return the problem with that code, null if it is none of these} */
  public static @Nullable ProblemCode of(String code) {
    for (ProblemCode problem : values()) {
      if (problem.code.equals(code)) {
        return problem;
      }
    }
    return null;
  }
}
