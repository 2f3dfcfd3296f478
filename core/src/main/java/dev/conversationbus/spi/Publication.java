package dev.conversationbus.spi;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.MemberId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A custom event on its way to a transport. Name and body have been validated by the sender's
 * rules.
 *
 * @param conversation where it goes
 * @param from the sending member; null for the application itself
 * @param name of its type, without prefix
 * @param body what is sent
 * @param key to tell a repeat from a new event; null only if the caller gave none and the transport
 *     never loses answers
 * @param deadline how long the caller waits; after it an answer is of no use
 * @since 0.1.0
 */
public record Publication(
    ConversationId conversation,
    @Nullable MemberId from,
    String name,
    Body body,
    @Nullable IdempotencyKey key,
    Duration deadline) {

  public Publication {
    requireNonNull(conversation, "conversation");
    requireNonNull(name, "name");
    requireNonNull(body, "body");
    requireNonNull(deadline, "deadline");
  }
}
