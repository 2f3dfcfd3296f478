package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.wire.Headers;
import java.util.Map;

/**
 * Lets pages of every origin call. A token travels in a header that no page sends by itself, so
 * there is nothing for a foreign page to ride on.
 */
final class Cors {

  private static final String ANY = "*";
  private static final String ALLOWED_HEADERS =
      "authorization, content-type, idempotency-key, last-event-id";
  private static final String ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String MAX_AGE_SECONDS = "600";

  private Cors() {}

  /** {@return the answer to a preflight, which carries no token} */
  static Answer preflight() {
    return new Answer.Whole(
        204,
        Map.of(
            "Access-Control-Allow-Methods", ALLOWED_METHODS,
            "Access-Control-Allow-Headers", ALLOWED_HEADERS,
            "Access-Control-Max-Age", MAX_AGE_SECONDS),
        new byte[0]);
  }

  /** {@return an answer that every page may read} */
  static Answer open(Answer answer) {
    return answer
        .with("Access-Control-Allow-Origin", ANY)
        .with("Access-Control-Expose-Headers", Headers.CAPABILITIES + ", " + Headers.RETRY_AFTER)
        .with("Cache-Control", "no-store")
        .with("X-Content-Type-Options", "nosniff");
  }
}
