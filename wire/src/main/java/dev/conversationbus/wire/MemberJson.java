package dev.conversationbus.wire;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A member on the wire. */
public final class MemberJson {

  private MemberJson() {}

  /** Writes a member as a resource. */
  public static void write(JsonWriter json, Member member, ApiVersion version, String base) {
    json.object()
        .field(Fields.ID, member.id().value())
        .field(Fields.CONVERSATION_ID, member.conversation().value())
        .field(Fields.STATE, member.state().name());
    if (version.isOld()) {
      json.field(Fields.USER_ID, member.user().id().value())
          .field(Fields.NAME, member.name())
          .field(Fields.HREF, base + Paths.member(version, member.conversation(), member.id()));
    }
    json.name(Fields.TIMESTAMP).object().end();
    json.name(Fields.CHANNEL).object().field(Fields.TYPE, "app").end();
    json.name(Fields.EMBEDDED).object().name(Fields.USER);
    UserJson.write(json, member.user());
    json.end();
    if (!version.isOld()) {
      Links.self(json, base + Paths.member(version, member.conversation(), member.id()));
    }
    json.end();
  }

  /** Writes a member as the first version showed it within a conversation. */
  static void writeFlat(JsonWriter json, Member member) {
    User user = member.user();
    json.object()
        .field(Fields.MEMBER_ID, member.id().value())
        .field(Fields.USER_ID, user.id().value())
        .field(Fields.NAME, user.name())
        .field(Fields.USER_NAME, user.name())
        .fieldIfPresent(Fields.DISPLAY_NAME, user.displayName())
        .field(Fields.STATE, member.state().name())
        .end();
  }

  /**
   * {@return the member that the JSON of any version describes}
   *
   * @throws MalformedJsonException if an id, the user or the state is missing
   */
  public static Member read(JsonValue json, ConversationId conversation)
      throws MalformedJsonException {
    String id = json.textOf(Fields.ID);
    if (id == null) {
      id = json.textOf(Fields.MEMBER_ID);
    }
    MemberState state = stateOf(json.textOf(Fields.STATE));
    if (id == null || state == null) {
      throw new MalformedJsonException("a member without id or state");
    }
    try {
      return new Member(MemberId.of(id), conversation, user(json), state);
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("a member without a proper id", e);
    }
  }

  private static User user(JsonValue json) throws MalformedJsonException {
    JsonValue embedded = json.get(Fields.EMBEDDED);
    JsonValue user = embedded == null ? null : embedded.get(Fields.USER);
    if (user != null) {
      return UserJson.read(user);
    }
    String id = json.textOf(Fields.USER_ID);
    String name = json.textOf(Fields.NAME);
    if (id == null || name == null) {
      throw new MalformedJsonException("a member without a user");
    }
    return User.of(UserId.of(id), name);
  }

  /** {@return the state of that name, in either case; null if there is none} */
  public static @Nullable MemberState stateOf(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "JOINED" -> MemberState.JOINED;
      case "INVITED" -> MemberState.INVITED;
      case "LEFT" -> MemberState.LEFT;
      default -> null;
    };
  }
}
