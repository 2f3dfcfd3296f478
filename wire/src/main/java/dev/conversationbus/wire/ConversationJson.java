package dev.conversationbus.wire;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.ConversationInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation on the wire. */
public final class ConversationJson {

  private ConversationJson() {}

  /** Writes a conversation as a resource of the versions whose conversations have no members. */
  public static void write(
      JsonWriter json, ConversationInfo conversation, ApiVersion version, String base) {
    json.object().field(Fields.ID, conversation.id().value());
    fields(json, conversation);
    String href = base + Paths.conversation(version, conversation.id());
    if (version.isOld()) {
      json.field(Fields.HREF, href);
    } else {
      Links.self(json, href);
    }
    json.end();
  }

  /**
   * Writes a conversation as the first version did: its id has another name, and it has members.
   */
  public static void writeWithMembers(
      JsonWriter json,
      ConversationInfo conversation,
      List<Member> members,
      ApiVersion version,
      String base) {
    json.object().field(Fields.UUID, conversation.id().value());
    fields(json, conversation);
    json.name(Fields.MEMBERS).array();
    for (Member member : members) {
      MemberJson.writeFlat(json, member);
    }
    json.endArray().field(Fields.HREF, base + Paths.conversation(version, conversation.id())).end();
  }

  /** Writes what the old versions answer with when a conversation was created. */
  public static void writeReceipt(
      JsonWriter json, ConversationInfo conversation, ApiVersion version, String base) {
    json.object()
        .field(Fields.ID, conversation.id().value())
        .field(Fields.HREF, base + Paths.conversation(version, conversation.id()))
        .end();
  }

  private static void fields(JsonWriter json, ConversationInfo conversation) {
    json.fieldIfPresent(Fields.NAME, conversation.name())
        .fieldIfPresent(Fields.DISPLAY_NAME, conversation.displayName())
        .field(Fields.STATE, "ACTIVE")
        .field(Fields.SEQUENCE_NUMBER, conversation.lastEventId())
        .name(Fields.TIMESTAMP)
        .object()
        .field(Fields.CREATED, WireTime.write(conversation.created()))
        .end()
        .name(Fields.PROPERTIES)
        .object()
        .end();
  }

  /**
   * {@return the conversation that the JSON of any version describes}
   *
   * @throws MalformedJsonException if it has no proper id
   */
  public static ConversationInfo read(JsonValue json) throws MalformedJsonException {
    String id = json.textOf(Fields.ID);
    if (id == null) {
      id = json.textOf(Fields.UUID);
    }
    if (id == null) {
      throw new MalformedJsonException("a conversation without id");
    }
    JsonValue last = json.get(Fields.SEQUENCE_NUMBER);
    try {
      return new ConversationInfo(
          ConversationId.of(id),
          json.textOf(Fields.NAME),
          json.textOf(Fields.DISPLAY_NAME),
          last == null ? 0 : last.number(),
          created(json.get(Fields.TIMESTAMP)));
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("a conversation without a proper id", e);
    }
  }

  private static Instant created(@Nullable JsonValue timestamp) throws MalformedJsonException {
    String text = timestamp == null ? null : timestamp.textOf(Fields.CREATED);
    return text == null ? Instant.EPOCH : WireTime.read(text);
  }
}
