package dev.conversationbus.spi;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Sender;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of any kind as it stands in a history.
 *
 * @param conversation where it was recorded
 * @param id from 1, without holes over all events of the conversation
 * @param kind which namespace the name belongs to
 * @param name without prefix
 * @param from who sent it
 * @param body what was sent; the empty object once deleted
 * @param timestamp when it was recorded
 * @param deletedAt when its content was taken away; null if it was not
 * @since 0.1.0
 */
public record RecordedEvent(
    ConversationId conversation,
    long id,
    EventKind kind,
    String name,
    Sender from,
    Body body,
    Instant timestamp,
    @Nullable Instant deletedAt) {

  /** A member joined; the body holds {@code user}, with {@code id} and {@code name}. */
  public static final String MEMBER_JOINED = "member:joined";

  /** A user was invited; the body holds {@code user}, with {@code id} and {@code name}. */
  public static final String MEMBER_INVITED = "member:invited";

  /** A member left; the body holds {@code user}, with {@code id} and {@code name}. */
  public static final String MEMBER_LEFT = "member:left";

  /** An event was deleted; the body holds its number as {@code event_id}. */
  public static final String EVENT_DELETE = "event:delete";

  public RecordedEvent {
    requireNonNull(conversation, "conversation");
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(from, "from");
    requireNonNull(body, "body");
    requireNonNull(timestamp, "timestamp");
  }

  /** {@return what is left of this event once its content is taken away} */
  public RecordedEvent tombstone(Instant when) {
    return new RecordedEvent(conversation, id, kind, name, from, Body.empty(), timestamp, when);
  }

  /** {@return whether its content was taken away} */
  public boolean isDeleted() {
    return deletedAt != null;
  }

  /** {@return whether it is a custom event whose content is there} */
  public boolean isCustom() {
    return kind == EventKind.CUSTOM && deletedAt == null;
  }

  /** Returns everything but the body, which may hold what no log should. */
  @Override
  public String toString() {
    return "RecordedEvent["
        + conversation
        + " #"
        + id
        + " "
        + kind
        + " "
        + name
        + " from "
        + from
        + " at "
        + timestamp
        + (deletedAt == null ? "" : ", deleted at " + deletedAt)
        + "]";
  }
}
