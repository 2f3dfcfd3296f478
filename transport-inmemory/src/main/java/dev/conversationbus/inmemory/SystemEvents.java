package dev.conversationbus.inmemory;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.User;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bodies of the events that the hub records itself. */
final class SystemEvents {

  private SystemEvents() {}

  /** {@return the body of an event about a member} */
  static Body aboutUser(User user) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", user.id().value());
    fields.put("name", user.name());
    return Body.of(Map.of("user", fields));
  }

  /** {@return the body of an event about another event} */
  static Body aboutEvent(long eventId) {
    return Body.of(Map.of("event_id", eventId));
  }
}
