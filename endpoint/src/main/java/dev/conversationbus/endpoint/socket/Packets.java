package dev.conversationbus.endpoint.socket;

import dev.conversationbus.event.User;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is pushed besides events. */
final class Packets {

  private Packets() {}

  /** {@return that a session is there, with what it missed} */
  static RawJson success(
      @Nullable String rid,
      String id,
      User user,
      List<RecordedEvent> pending,
      String applicationId) {
    JsonWriter json = new JsonWriter().object();
    json.fieldIfPresent("rid", rid)
        .name(Fields.BODY)
        .object()
        .field(Fields.ID, id)
        .field(Fields.USER_ID, user.id().value())
        .field(Fields.NAME, user.name())
        // The newest client does not take a log-in for one without it; it means nothing here.
        .field("api_key", applicationId);
    if (!pending.isEmpty()) {
      json.name("pending_events").array();
      for (RecordedEvent event : pending) {
        EventJson.writePending(json, event, applicationId);
      }
      json.endArray();
    }
    json.end().end();
    return RawJson.of(json.toBytes());
  }

  /** {@return an answer that says no more than that} */
  static RawJson done(@Nullable String rid) {
    JsonWriter json = new JsonWriter().object();
    json.fieldIfPresent("rid", rid).name(Fields.BODY).object().end().end();
    return RawJson.of(json.toBytes());
  }

  /** {@return why something was refused} */
  static RawJson refusal(@Nullable String rid, String code, String why) {
    JsonWriter json = new JsonWriter().object();
    json.fieldIfPresent("rid", rid)
        .field("code", code)
        .field("description", why)
        .name(Fields.BODY)
        .object()
        .field("code", code)
        .field("description", why)
        .end()
        .end();
    return RawJson.of(json.toBytes());
  }
}
