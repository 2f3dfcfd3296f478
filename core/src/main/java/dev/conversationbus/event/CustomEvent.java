package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A custom event as it was recorded.
 *
 * <pre>{@code
 * CustomEvent<Vote> sent = alice.send(VOTE, new Vote("pizza"));
 * System.out.println(sent.id() + " " + sent.body().dish());
 * }</pre>
 *
 * @param <T> the Java type of the body
 * @param conversation where it was sent
 * @param id its number in the conversation, from 1, without holes over all events of the
 *     conversation
 * @param type its name and the Java type of its body
 * @param from who sent it
 * @param body what was sent
 * @param timestamp when it was recorded, by the transport's clock
 * @since 0.1.0
 */
public record CustomEvent<T>(
    ConversationId conversation,
    long id,
    EventType<T> type,
    Sender from,
    T body,
    Instant timestamp) {

  public CustomEvent {
    requireNonNull(conversation, "conversation");
    requireNonNull(type, "type");
    requireNonNull(from, "from");
    requireNonNull(body, "body");
    requireNonNull(timestamp, "timestamp");
  }

  /** Returns everything but the body, which may hold what no log should. */
  @Override
  public String toString() {
    return "CustomEvent["
        + conversation
        + " #"
        + id
        + " "
        + type.name()
        + " from "
        + from
        + " at "
        + timestamp
        + "]";
  }
}
