package dev.conversationbus.endpoint;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.inmemory.InMemoryHub;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An endpoint over an in-memory transport, with a room in which alice and bob have joined. */
final class Served implements AutoCloseable {

  final InMemoryHub hub;
  final Transport transport;
  final ConversationEndpoint endpoint;
  final ConversationId room;
  final Member alice;
  final Member bob;
  final String application = Tokens.OURS.application();
  final String asAlice = Tokens.OURS.user("alice");
  final String asBob = Tokens.OURS.user("bob");
  final String asMallory = Tokens.OURS.user("mallory");

  private Served(InMemoryHub hub, UnaryOperator<ConversationEndpoint.Builder> choices) {
    this.hub = hub;
    this.transport = hub.transport();
    this.room = transport.createConversation("room", "Room").join().id();
    this.alice = member("alice");
    this.bob = member("bob");
    transport.user("mallory").join();
    this.endpoint =
        choices
            .apply(
                ConversationEndpoint.serve(transport)
                    .application(Tokens.OURS.applicationId(), Tokens.OURS.publicKey()))
            .start();
  }

  static Served usual() {
    return with(choices -> choices);
  }

  static Served with(UnaryOperator<ConversationEndpoint.Builder> choices) {
    return new Served(InMemoryHub.create(), choices);
  }

  static Served over(InMemoryHub hub, UnaryOperator<ConversationEndpoint.Builder> choices) {
    return new Served(hub, choices);
  }

  private Member member(String name) {
    return transport.user(name).thenCompose(user -> transport.join(room, user.id())).join();
  }

  int port() {
    return endpoint.port();
  }

  /** Returns the path of the room in a version, with what follows. */
  String path(String version, String rest) {
    return "/" + version + "/conversations/" + room + rest;
  }

  Reply call(String token, String method, String target) {
    return call(token, method, target, "");
  }

  Reply call(String token, String method, String target, String body) {
    return call(token, method, target, body, Map.of());
  }

  Reply call(String token, String method, String target, String body, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>();
    if (!token.isEmpty()) {
      all.put("Authorization", "Bearer " + token);
    }
    all.putAll(headers);
    return Http.send(port(), method, target, all, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Posts an event to the room as alice. */
  Reply post(String version, String type, String body) {
    return call(asAlice, "POST", path(version, "/events"), event(type, body));
  }

  String event(String type, String body) {
    return "{\"type\":\"" + type + "\",\"from\":\"" + alice.id() + "\",\"body\":" + body + "}";
  }

  /** Records an event past the endpoint, and returns its id. */
  long record(String body) {
    Outcome outcome =
        transport
            .publish(
                new Publication(
                    room, alice.id(), "tick", Body.parse(body), null, Duration.ofSeconds(10)))
            .join();
    return ((Outcome.Accepted) outcome).event().id();
  }

  @Override
  public void close() {
    endpoint.close();
    transport.close();
  }
}
