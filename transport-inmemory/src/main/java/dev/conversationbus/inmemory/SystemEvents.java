package dev.conversationbus.inmemory;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.User;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bodies of the events that the hub records itself. */
final class SystemEvents {

  private SystemEvents() {}

  /** {@return the body of an event about a member, with all that clients ask of it} */
  static Body about(Member member) {
    User user = member.user();
    Map<String, String> person = new LinkedHashMap<>();
    person.put("id", user.id().value());
    person.put("name", user.name());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("user", person);
    fields.put("member_id", member.id().value());
    fields.put("channel", Map.of("type", "app"));
    return Body.of(fields);
  }

  /** {@return the body of an event about another event} */
  static Body aboutEvent(long eventId) {
    return Body.of(Map.of("event_id", eventId));
  }
}
