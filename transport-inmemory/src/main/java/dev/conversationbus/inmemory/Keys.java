package dev.conversationbus.inmemory;

import static dev.conversationbus.error.NotFoundException.What.EVENT;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of one conversation and what was recorded under them, oldest first. Guarded
 * by the conversation's lock.
 */
final class Keys {

  private final Map<IdempotencyKey, RecordedEvent> events = new LinkedHashMap<>();
  private final Set<IdempotencyKey> underWay = new HashSet<>();
  private boolean complete = true;

  /**
   * {@return what was recorded under a publication's key; null if nothing was, or the key was
   * forgotten}
   *
   * @throws ConflictException if it was another event; of a deleted one only name and sender can be
   *     compared
   */
  @Nullable RecordedEvent recordedBefore(Publication publication, IdempotencyKey key) {
    RecordedEvent first = events.get(key);
    if (first == null || isRepeat(publication, first)) {
      return first;
    }
    throw new ConflictException(
        "idempotency.key-reused",
        "idempotency key "
            + key
            + " was used in "
            + publication.conversation()
            + " for event "
            + first.id()
            + ", which has another name, body or sender; send with a new key");
  }

  private static boolean isRepeat(Publication publication, RecordedEvent recorded) {
    return publication.name().equals(recorded.name())
        && Objects.equals(publication.from(), recorded.from().member())
        && (recorded.isDeleted() || publication.body().equals(recorded.body()));
  }

  /** Remembers what was recorded under a key. */
  void put(IdempotencyKey key, RecordedEvent event) {
    events.put(key, event);
  }

  /** Remembers that a publication may still come, or that it will not come any more. */
  void announce(IdempotencyKey key, boolean mayCome) {
    if (mayCome) {
      underWay.add(key);
    } else {
      underWay.remove(key);
    }
  }

  /** {@return what became of the publication with a key} */
  Outcome lookUp(IdempotencyKey key, ConversationId conversation) {
    RecordedEvent event = events.get(key);
    if (event != null) {
      return new Outcome.Accepted(event);
    }
    if (underWay.contains(key)) {
      return new Outcome.Unknown("publication " + key + " is still under way", null);
    }
    if (!complete) {
      return new Outcome.Unknown(
          "key " + key + " is not among those that " + conversation + " still remembers", null);
    }
    return new Outcome.Rejected(new NotFoundException(EVENT, "key " + key + " in " + conversation));
  }

  /** Replaces an event whose content was taken away, so that it is taken away here too. */
  void replace(RecordedEvent tombstone) {
    for (Map.Entry<IdempotencyKey, RecordedEvent> entry : events.entrySet()) {
      if (entry.getValue().id() == tombstone.id()) {
        entry.setValue(tombstone);
        return;
      }
    }
  }

  /** Forgets keys that are too old or too many. */
  void trim(Rules rules, Instant now) {
    Instant oldest = now.minus(rules.keyWindow());
    Iterator<RecordedEvent> each = events.values().iterator();
    while (each.hasNext()) {
      boolean isTooOld = !each.next().timestamp().isAfter(oldest);
      if (!isTooOld && events.size() <= rules.keyLimit()) {
        return;
      }
      each.remove();
      complete = false;
    }
  }
}
