package dev.conversationbus.wire;

import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import org.jspecify.annotations.Nullable;

/** A user on the wire. */
public final class UserJson {

  private UserJson() {}

  /** Writes a user as part of something else. */
  public static void write(JsonWriter json, User user) {
    json.object();
    fields(json, user);
    json.end();
  }

  /** Writes a user as a resource of its own. */
  public static void write(JsonWriter json, User user, ApiVersion version, String base) {
    String href = base + Paths.user(version, user.id());
    json.object();
    fields(json, user);
    if (version.isOld()) {
      json.field(Fields.HREF, href);
    } else {
      Links.self(json, href);
    }
    json.end();
  }

  private static void fields(JsonWriter json, User user) {
    json.field(Fields.ID, user.id().value())
        .field(Fields.NAME, user.name())
        .fieldIfPresent(Fields.DISPLAY_NAME, user.displayName());
  }

  /**
   * {@return the user that the JSON describes}
   *
   * @throws MalformedJsonException if it has no proper id or no name
   */
  public static User read(JsonValue json) throws MalformedJsonException {
    User user = readOrNull(json);
    if (user == null) {
      throw new MalformedJsonException("a user without id or name");
    }
    return user;
  }

  /** {@return the user that the JSON describes; null if it has no id or no name} */
  static @Nullable User readOrNull(JsonValue json) throws MalformedJsonException {
    String id = json.textOf(Fields.ID);
    String name = json.textOf(Fields.NAME);
    if (id == null || name == null || name.isEmpty()) {
      return null;
    }
    try {
      return new User(UserId.of(id), name, json.textOf(Fields.DISPLAY_NAME));
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("a user without a proper id", e);
    }
  }
}
