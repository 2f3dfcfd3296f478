package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Sender;
import java.time.Instant;

/** Events for tables of listeners. */
final class Tables {

  private static final ConversationId ROOM = ConversationId.random();

  private Tables() {}

  static CustomEvent<Body> event(String name) {
    return new CustomEvent<>(
        ROOM, 1, EventType.recorded(name), Sender.application(), Body.empty(), Instant.EPOCH);
  }

  static LocalTable table() {
    return new LocalTable(
        (registration, event, thrown) -> {
          throw new AssertionError("a listener failed", thrown);
        });
  }
}
