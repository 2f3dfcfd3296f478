package dev.conversationbus.wire;

import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Publication;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client asks for, as JSON. */
public final class RequestJson {

  private RequestJson() {}

  /** {@return an event to record} */
  public static byte[] event(Publication publication) {
    JsonWriter json = new JsonWriter().object();
    json.field(Fields.TYPE, WireType.of(EventKind.CUSTOM, publication.name()));
    if (publication.from() != null) {
      json.field(Fields.FROM, publication.from().value());
    }
    return json.field(Fields.BODY, publication.body().bytes()).end().toBytes();
  }

  /** {@return a conversation to create} */
  public static byte[] conversation(@Nullable String name, @Nullable String displayName) {
    return new JsonWriter()
        .object()
        .fieldIfPresent(Fields.NAME, name)
        .fieldIfPresent(Fields.DISPLAY_NAME, displayName)
        .end()
        .toBytes();
  }

  /** {@return a user to create} */
  public static byte[] user(String name) {
    return new JsonWriter().object().field(Fields.NAME, name).end().toBytes();
  }

  /** {@return a user to join or to invite} */
  public static byte[] member(UserId user, MemberState state) {
    return new JsonWriter()
        .object()
        .name(Fields.USER)
        .object()
        .field(Fields.ID, user.value())
        .end()
        .field(Fields.STATE, spelled(state))
        .name(Fields.CHANNEL)
        .object()
        .field(Fields.TYPE, "app")
        .end()
        .end()
        .toBytes();
  }

  /** {@return a member's new state} */
  public static byte[] state(MemberState state) {
    return new JsonWriter().object().field(Fields.STATE, spelled(state)).end().toBytes();
  }

  private static String spelled(MemberState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
