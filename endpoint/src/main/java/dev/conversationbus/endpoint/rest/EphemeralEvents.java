package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonWriter;
import dev.conversationbus.wire.UserJson;
import dev.conversationbus.wire.WireTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Events that go to whoever is at a socket now, and are in no history. They have no id. */
final class EphemeralEvents {

  static final String TYPE = "ephemeral";

  private final Transport transport;
  private final Access access;
  private final RestRules rules;

  EphemeralEvents(Transport transport, Access access, RestRules rules) {
    this.transport = transport;
    this.access = access;
    this.rules = rules;
  }

  CompletableFuture<Answer> create(
      Call call,
      ConversationId conversation,
      @Nullable MemberId from,
      Body body,
      List<Violation> violations) {
    return access
        .actor(call.caller(), conversation, from)
        .thenCompose(
            actor -> {
              if (!violations.isEmpty()) {
                throw new InvalidEventException(violations);
              }
              return access.existing(conversation).thenCompose(ok -> sender(conversation, actor));
            })
        .thenApply(
            sender -> {
              byte[] event = event(call, conversation, sender.orElse(null), body);
              rules.sockets().broadcast(conversation, TYPE, event);
              return Call.json(call.version().createdStatus(), event);
            });
  }

  private CompletableFuture<Optional<Member>> sender(
      ConversationId conversation, @Nullable MemberId actor) {
    return actor == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : transport.findMember(conversation, actor);
  }

  private byte[] event(Call call, ConversationId conversation, @Nullable Member sender, Body body) {
    JsonWriter json = new JsonWriter().object();
    json.field(Fields.TYPE, TYPE)
        .field(Fields.CID, conversation.value())
        .field(Fields.APPLICATION_ID, call.caller().applicationId())
        .field(Fields.FROM, sender == null ? null : sender.id().value())
        .name(Fields.BODY)
        .raw(body.bytes())
        .field(Fields.TIMESTAMP, WireTime.write(rules.timing().instant()))
        .name(Fields.EMBEDDED)
        .object();
    if (sender != null) {
      json.name(Fields.FROM_USER);
      UserJson.write(json, sender.user());
      json.name(Fields.FROM_MEMBER).object().field(Fields.ID, sender.id().value()).end();
    }
    return json.end().end().toBytes();
  }
}
