package dev.conversationbus.endpoint.page;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.wire.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page on which a developer looks into a running bus: joins a conversation, sends events, sees
 * them arrive, pages back through the history.
 *
 * @since 0.1.0
 */
public final class PeekPage {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
          + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final byte[] HTML = html();

  private final @Nullable ConversationId conversation;
  private final Map<String, String> tokens;

  private PeekPage(@Nullable ConversationId conversation, Map<String, String> tokens) {
    this.conversation = conversation;
    this.tokens = tokens;
  }

  /** {@return a page on which one enters a token and a conversation} */
  public static PeekPage create() {
    return new PeekPage(null, Map.of());
  }

  /** {@return this page with a conversation to begin with} */
  public PeekPage withConversation(ConversationId id) {
    return new PeekPage(requireNonNull(id, "id"), tokens);
  }

  /**
   * {@return this page with a user as whom one may speak}
   *
   * @param token handed to whoever loads the page, so never for more than a try on one's own
   *     machine
   */
  public PeekPage withUser(String name, String token) {
    Map<String, String> more = new LinkedHashMap<>(tokens);
    more.put(requireNonNull(name, "name"), requireNonNull(token, "token"));
    return new PeekPage(conversation, more);
  }

  /** {@return the answer for a path, null if it is none of the page's} */
  public @Nullable Answer answer(String path) {
    return switch (path) {
      case "/" ->
          new Answer.Whole(
              200,
              Map.of(
                  "Content-Type", "text/html; charset=utf-8",
                  "Content-Security-Policy", POLICY,
                  "Referrer-Policy", "no-referrer"),
              HTML);
      case "/page.json" ->
          new Answer.Whole(200, Map.of("Content-Type", "application/json"), offer());
      default -> null;
    };
  }

  private byte[] offer() {
    JsonWriter json = new JsonWriter().object();
    json.fieldIfPresent("conversation", conversation == null ? null : conversation.value())
        .name("users")
        .array();
    tokens.forEach((name, token) -> json.object().field("name", name).field("token", token).end());
    return json.endArray().end().toBytes();
  }

  private static byte[] html() {
    try (InputStream in = PeekPage.class.getResourceAsStream("page.html")) {
      return requireNonNull(in, "page.html").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
