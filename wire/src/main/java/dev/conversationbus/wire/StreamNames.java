package dev.conversationbus.wire;

/**
 * Names of the messages in a stream of events that are not events; ours. An event has no name, its
 * id, and its JSON as data.
 */
public final class StreamNames {

  /** The first message: the place after which the stream starts, as {@link Fields#AFTER}. */
  public static final String OPEN = "open";

  /** Nothing happened, the last event being {@link Fields#LAST_ID}. */
  public static final String HEARTBEAT = "heartbeat";

  /** Events that cannot be had: {@link Fields#FROM}, {@link Fields#TO}, {@link Fields#WHY}. */
  public static final String GAP = "gap";

  private StreamNames() {}
}
