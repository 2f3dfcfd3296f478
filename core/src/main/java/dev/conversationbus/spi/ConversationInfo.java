package dev.conversationbus.spi;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a transport knows it, as it stood when it was asked for.
 *
 * @param id never changes
 * @param name unique; null if it has none
 * @param displayName for people; null if there is none
 * @param lastEventId the largest id given so far, 0 if there is no event
 * @param created when it was created
 * @since 0.1.0
 */
public record ConversationInfo(
    ConversationId id,
    @Nullable String name,
    @Nullable String displayName,
    long lastEventId,
    Instant created) {

  public ConversationInfo {
    requireNonNull(id, "id");
    requireNonNull(created, "created");
  }
}
