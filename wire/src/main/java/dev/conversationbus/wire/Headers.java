package dev.conversationbus.wire;

import dev.conversationbus.spi.Capabilities;

/** Names and constant values of headers. Those marked as ours are not in the hosted API. */
public final class Headers {

  /** Marks a request so that a repeat of it is not recorded twice; ours. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** What the server can do beyond the hosted API, in every answer; ours. */
  public static final String CAPABILITIES = "Conversation-Bus";

  /** In {@link #CAPABILITIES}: a repeat with the same key is not recorded twice. */
  public static final String IDEMPOTENCY = "idempotency";

  /** In {@link #CAPABILITIES}: what became of a key can be looked up. */
  public static final String LOOKUP = "lookup";

  /** In {@link #CAPABILITIES}: events can be had as a stream. */
  public static final String STREAM = "stream";

  /** In {@link #CAPABILITIES}: the history outlives the server's process. */
  public static final String DURABLE = "durable";

  /** The last event that the reader of a stream has seen. */
  public static final String LAST_EVENT_ID = "Last-Event-ID";

  /** How long to wait before a repeat. */
  public static final String RETRY_AFTER = "Retry-After";

  /** Type of an answer. */
  public static final String JSON = "application/json";

  /** Type of a refusal. */
  public static final String PROBLEM_JSON = "application/problem+json";

  /** Type of a stream. */
  public static final String EVENT_STREAM = "text/event-stream";

  /** Scheme of {@code Authorization}; compared without regard to case. */
  public static final String BEARER = "Bearer";

  private Headers() {}

  /** {@return the value of {@link #CAPABILITIES} for a server over such a transport} */
  public static String capabilities(Capabilities transport) {
    return (transport.removesDuplicates() ? IDEMPOTENCY + ", " : "")
        + LOOKUP
        + ", "
        + STREAM
        + (transport.durableHistory() ? ", " + DURABLE : "");
  }
}
