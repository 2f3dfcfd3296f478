package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.Paths;
import dev.conversationbus.wire.ProblemCode;
import dev.conversationbus.wire.UserJson;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Users: create, get, find by name. */
final class UserResource {

  private final Transport transport;
  private final Access access;
  private final RestRules rules;

  UserResource(Transport transport, Access access, RestRules rules) {
    this.transport = transport;
    this.access = access;
    this.rules = rules;
  }

  CompletableFuture<Answer> create(Call call) {
    Access.onlyApplication(call.caller());
    String name = Call.text(call.object(), Fields.NAME);
    if (name == null) {
      throw RefusedException.invalid(Fields.NAME, "is required");
    }
    return transport
        .findUser(name)
        .thenCompose(
            known -> {
              if (known.isPresent()) {
                throw new RefusedException(ProblemCode.DUPLICATE_USER, "a user has that name");
              }
              return transport.user(name);
            })
        .thenApply(user -> user(call, call.version().createdStatus(), user));
  }

  CompletableFuture<Answer> list(Call call) {
    Access.onlyApplication(call.caller());
    String name = call.query().text(Params.NAME);
    if (name == null) {
      throw RefusedException.invalid(Params.NAME, "is required: users are found by name");
    }
    IdPage page = IdPage.of(call);
    return transport
        .findUser(name)
        .thenApply(Optional::stream)
        .thenApply(
            found ->
                page.answer(
                    call,
                    rules.listShape(),
                    Fields.USERS,
                    Paths.users(call.version()),
                    found.toList(),
                    user -> user.id().value(),
                    (out, user) -> UserJson.write(out, user, call.version(), call.base())));
  }

  CompletableFuture<Answer> get(Call call, UserId id) {
    CompletableFuture<?> allowed =
        call.caller().isApplication()
            ? CompletableFuture.completedFuture(id)
            : access.user(call.caller()).thenAccept(self -> onlySelf(self, id));
    return allowed
        .thenCompose(ok -> transport.findUser(id))
        .thenApply(found -> user(call, 200, found.orElseThrow(() -> missing(id.value()))));
  }

  private static Answer user(Call call, int status, User user) {
    return Call.json(status, out -> UserJson.write(out, user, call.version(), call.base()));
  }

  /** Refuses whoever asks for another user. */
  static void onlySelf(User self, UserId wanted) {
    if (!self.id().equals(wanted)) {
      throw new RefusedException(ProblemCode.PERMISSION, "only for the user's own token");
    }
  }

  static RefusedException missing(String which) {
    return new RefusedException(ProblemCode.USER_NOT_FOUND, "user " + which + " does not exist");
  }
}
