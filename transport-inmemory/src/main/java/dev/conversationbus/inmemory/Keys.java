package dev.conversationbus.inmemory;

import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of one conversation and what was recorded under them, oldest first. Guarded
 * by the conversation's lock.
 */
final class Keys {

  private final Map<IdempotencyKey, RecordedEvent> events = new LinkedHashMap<>();
  private boolean complete = true;

  /** {@return what was recorded under a key; null if nothing was, or the key was forgotten} */
  @Nullable RecordedEvent get(IdempotencyKey key) {
    return events.get(key);
  }

  /** {@return whether no key was ever forgotten} */
  boolean isComplete() {
    return complete;
  }

  void put(IdempotencyKey key, RecordedEvent event) {
    events.put(key, event);
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
      boolean tooOld = !each.next().timestamp().isAfter(oldest);
      if (!tooOld && events.size() <= rules.keyLimit()) {
        return;
      }
      each.remove();
      complete = false;
    }
  }

  /**
   * {@return whether a publication repeats the one that was recorded; of a deleted event only name
   * and sender can be compared}
   */
  static boolean isRepeat(Publication publication, RecordedEvent recorded) {
    return publication.name().equals(recorded.name())
        && Objects.equals(publication.from(), recorded.from().member())
        && (recorded.isDeleted() || publication.body().equals(recorded.body()));
  }
}
