package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.ConversationJson;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.Paths;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Conversations: create, get, list. */
final class ConversationResource {

  private final Transport transport;
  private final Access access;
  private final RestRules rules;

  ConversationResource(Transport transport, Access access, RestRules rules) {
    this.transport = transport;
    this.access = access;
    this.rules = rules;
  }

  CompletableFuture<Answer> create(Call call) {
    JsonValue json = call.object();
    String name = Call.text(json, Fields.NAME);
    String displayName = Call.text(json, Fields.DISPLAY_NAME);
    ApiVersion version = call.version();
    return transport
        .createConversation(name, displayName)
        .thenApply(
            made ->
                Call.json(
                    version.createdStatus(),
                    out -> {
                      if (version.isOld()) {
                        ConversationJson.writeReceipt(out, made, version, call.base());
                      } else {
                        ConversationJson.write(out, made, version, call.base());
                      }
                    }));
  }

  /** Who knows a conversation's id may learn its name, as before joining it; no more. */
  CompletableFuture<Answer> get(Call call, ConversationId id) {
    CompletableFuture<ConversationInfo> found = access.existing(id);
    if (call.version() != ApiVersion.BETA) {
      return found.thenApply(
          info ->
              Call.json(
                  200, out -> ConversationJson.write(out, info, call.version(), call.base())));
    }
    return found.thenCompose(
        info ->
            membersFor(call, id)
                .thenApply(
                    members ->
                        Call.json(
                            200,
                            out ->
                                ConversationJson.writeWithMembers(
                                    out, info, members, call.version(), call.base()))));
  }

  private CompletableFuture<List<Member>> membersFor(Call call, ConversationId id) {
    if (call.caller().isApplication()) {
      return transport.members(id, null, HistoryQuery.MAX_LIMIT);
    }
    return access
        .self(call.caller(), id)
        .thenCompose(
            self ->
                self.isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : transport.members(id, null, HistoryQuery.MAX_LIMIT))
        .thenApply(all -> all.stream().filter(m -> m.state() != MemberState.LEFT).toList());
  }

  CompletableFuture<Answer> list(Call call) {
    String name = call.query().text(Params.NAME);
    IdPage page = IdPage.of(call);
    if (!call.caller().isApplication()) {
      return access.user(call.caller()).thenCompose(user -> listOf(call, page, user.id()));
    }
    CompletableFuture<List<ConversationInfo>> found =
        name == null
            ? transport.conversations(after(page), page.limit())
            : transport
                .findConversation(name)
                .thenApply(Optional::stream)
                .thenApply(s -> s.toList());
    return found.thenApply(
        conversations -> answer(call, page, Paths.conversations(call.version()), conversations));
  }

  CompletableFuture<Answer> listOf(Call call, UserId user) {
    IdPage page = IdPage.of(call);
    if (call.caller().isApplication()) {
      return listOf(call, page, user);
    }
    return access
        .user(call.caller())
        .thenCompose(
            self -> {
              UserResource.onlySelf(self, user);
              return listOf(call, page, user);
            });
  }

  private CompletableFuture<Answer> listOf(Call call, IdPage page, UserId user) {
    return transport
        .findUser(user)
        .thenApply(found -> found.orElseThrow(() -> UserResource.missing(user.value())))
        .thenCompose(known -> transport.conversationsOf(user, after(page), page.limit()))
        .thenApply(
            conversations ->
                answer(call, page, Paths.conversationsOf(call.version(), user), conversations));
  }

  private Answer answer(Call call, IdPage page, String path, List<ConversationInfo> found) {
    return page.answer(
        call,
        rules.listShape(),
        Fields.CONVERSATIONS,
        path,
        found,
        info -> info.id().value(),
        (out, info) -> ConversationJson.write(out, info, call.version(), call.base()));
  }

  private static @Nullable ConversationId after(IdPage page) {
    String after = page.after();
    if (after == null) {
      return null;
    }
    try {
      return ConversationId.of(after);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid(Params.CURSOR, "is none of ours");
    }
  }
}
