package dev.conversationbus.wire;

import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event on the wire. */
public final class EventJson {

  private EventJson() {}

  /**
   * Writes an event as one of the resources of a version.
   *
   * @param base the address before the path, such as {@code http://localhost:8080}
   */
  public static void write(JsonWriter json, RecordedEvent event, ApiVersion version, String base) {
    String href = base + Paths.event(version, event.conversation(), event.id());
    json.object().field(Fields.ID, event.id()).field(Fields.TYPE, WireType.of(event));
    content(json, event);
    if (version.isOld()) {
      json.field(Fields.HREF, href);
    } else {
      Links.self(json, href);
    }
    json.end();
  }

  /** Writes what the old versions answer with when an event was created. */
  public static void writeReceipt(
      JsonWriter json, RecordedEvent event, ApiVersion version, String base) {
    json.object()
        .field(Fields.ID, event.id())
        .field(Fields.TIMESTAMP, WireTime.write(event.timestamp()))
        .field(Fields.HREF, base + Paths.event(version, event.conversation(), event.id()))
        .end();
  }

  /** Writes an event as it is posted to a webhook. */
  public static void writeCallback(JsonWriter json, RecordedEvent event, String applicationId) {
    json.object()
        .field(Fields.TYPE, WireType.of(event))
        .field(Fields.ID, event.id())
        .field(Fields.CONVERSATION_ID, event.conversation().value())
        .field(Fields.APPLICATION_ID, applicationId);
    content(json, event);
    json.name(Fields.PARAMS).object().end().end();
  }

  /** Writes an event as it is pushed over a socket, where the type is the packet's name. */
  public static void writePush(JsonWriter json, RecordedEvent event, String applicationId) {
    json.object()
        .field(Fields.CID, event.conversation().value())
        .field(Fields.ID, event.id())
        .field(Fields.APPLICATION_ID, applicationId);
    content(json, event);
    json.end();
  }

  /** Writes an event as one of those that a socket's session missed. */
  public static void writePending(JsonWriter json, RecordedEvent event, String applicationId) {
    json.object()
        .field(Fields.TYPE, WireType.of(event))
        .field(Fields.CID, event.conversation().value())
        .field(Fields.ID, event.id())
        .field(Fields.APPLICATION_ID, applicationId);
    content(json, event);
    json.end();
  }

  /** Writes what all surfaces have in common: sender, body, time, and the sender's details. */
  private static void content(JsonWriter json, RecordedEvent event) {
    Sender from = event.from();
    MemberId member = from.member();
    json.field(Fields.FROM, member == null ? null : member.value()).name(Fields.BODY);
    Instant deletedAt = event.deletedAt();
    if (deletedAt == null) {
      json.raw(event.body().bytes());
    } else {
      String when = WireTime.write(deletedAt);
      json.object().name(Fields.TIMESTAMP).object().field(Fields.DELETED, when).end().end();
      json.field(Fields.DELETED_AT, when);
    }
    json.field(Fields.TIMESTAMP, WireTime.write(event.timestamp())).name(Fields.EMBEDDED).object();
    User user = from.user();
    if (user != null) {
      json.name(Fields.FROM_USER);
      UserJson.write(json, user);
    }
    if (member != null) {
      json.name(Fields.FROM_MEMBER).object().field(Fields.ID, member.value()).end();
    }
    json.end();
  }

  /**
   * Reads an event of any surface.
   *
   * @param conversation where it was recorded, for the surfaces that leave that to the address
   * @param marked whether the other side marks its tombstones with {@link Fields#DELETED_AT}; a
   *     tombstone of the hosted API is only told by its body
   * @throws MalformedJsonException if something is missing, or not what it should be
   */
  public static RecordedEvent read(JsonValue json, ConversationId conversation, boolean marked)
      throws MalformedJsonException {
    JsonValue type = required(json, Fields.TYPE);
    JsonValue body = json.get(Fields.BODY);
    Instant deletedAt = marked ? time(json, Fields.DELETED_AT) : deletion(body);
    try {
      return new RecordedEvent(
          conversation,
          required(json, Fields.ID).number(),
          WireType.kind(type.text()),
          WireType.name(type.text()),
          sender(json),
          body == null || deletedAt != null ? Body.empty() : Body.parse(body.bytes()),
          WireTime.read(required(json, Fields.TIMESTAMP).text()),
          deletedAt);
    } catch (InvalidEventException e) {
      throw new MalformedJsonException("an event's body breaks the rules: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("an event's sender has no proper id");
    }
  }

  private static @Nullable Instant deletion(@Nullable JsonValue body)
      throws MalformedJsonException {
    if (body == null || !body.isObject() || body.fields().size() != 1) {
      return null;
    }
    JsonValue timestamp = body.get(Fields.TIMESTAMP);
    return timestamp == null ? null : time(timestamp, Fields.DELETED);
  }

  private static @Nullable Instant time(JsonValue json, String field)
      throws MalformedJsonException {
    JsonValue found = json.get(field);
    return found == null || !found.isString() ? null : WireTime.read(found.text());
  }

  private static Sender sender(JsonValue json) throws MalformedJsonException {
    JsonValue from = json.get(Fields.FROM);
    if (from == null) {
      return Sender.application();
    }
    JsonValue embedded = json.get(Fields.EMBEDDED);
    JsonValue user = embedded == null ? null : embedded.get(Fields.FROM_USER);
    return new Sender(MemberId.of(from.text()), user == null ? null : UserJson.readOrNull(user));
  }

  private static JsonValue required(JsonValue json, String field) throws MalformedJsonException {
    JsonValue found = json.get(field);
    if (found == null) {
      throw new MalformedJsonException("an event without " + field);
    }
    return found;
  }
}
