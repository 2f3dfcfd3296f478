package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.EventType;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One raw type for each name in use, so that names are compared by identity and checked once.
 * Bounded.
 */
final class TypeNames {

  private static final int LIMIT = 10_000;

  private final ConcurrentHashMap<String, EventType<Body>> types = new ConcurrentHashMap<>();

  EventType<Body> of(String name) {
    EventType<Body> known = types.get(name);
    if (known != null) {
      return known;
    }
    EventType<Body> made = EventType.recorded(name);
    if (types.size() >= LIMIT) {
      return made;
    }
    EventType<Body> other = types.putIfAbsent(name, made);
    return other == null ? made : other;
  }
}
