package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.socket.SocketServer;
import dev.conversationbus.event.UserId;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.ProblemCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sessions at sockets: list, renew, end. */
final class SessionResource {

  private final Access access;
  private final RestRules rules;

  SessionResource(Access access, RestRules rules) {
    this.access = access;
    this.rules = rules;
  }

  CompletableFuture<Answer> listOf(Call call, UserId user) {
    return allowed(call, user).thenApply(ok -> list(call, rules.sockets().of(user)));
  }

  private Answer list(Call call, List<SocketServer.SessionInfo> sessions) {
    IdPage page = IdPage.of(call);
    return page.answer(
        call,
        rules.listShape(),
        "sessions",
        call.request().path(),
        sessions.size() > page.limit() ? sessions.subList(0, page.limit()) : sessions,
        SocketServer.SessionInfo::id,
        (json, session) ->
            json.object()
                .field(Fields.ID, session.id())
                .field(Fields.USER_ID, session.user().value())
                .end());
  }

  /** The token of the request is the one with which the session goes on. */
  CompletableFuture<Answer> renew(Call call, String id) {
    return own(call, id)
        .thenApply(
            session -> {
              rules.sockets().renew(session.id(), call.caller());
              return Call.json(
                  200,
                  json ->
                      json.object()
                          .field(Fields.ID, session.id())
                          .field(Fields.USER_ID, session.user().value())
                          .end());
            });
  }

  CompletableFuture<Answer> end(Call call, String id) {
    return own(call, id)
        .thenApply(
            session -> {
              rules.sockets().end(session.id());
              return call.deleted();
            });
  }

  private CompletableFuture<SocketServer.SessionInfo> own(Call call, String id) {
    SocketServer.SessionInfo session =
        rules
            .sockets()
            .find(id)
            .orElseThrow(
                () -> new RefusedException(ProblemCode.NO_RESOURCE, "no session has that id"));
    return allowed(call, session.user()).thenApply(ok -> session);
  }

  private CompletableFuture<?> allowed(Call call, UserId user) {
    return call.caller().isApplication()
        ? CompletableFuture.completedFuture(user)
        : access.user(call.caller()).thenAccept(self -> UserResource.onlySelf(self, user));
  }
}
