package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MemberJson;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.Paths;
import dev.conversationbus.wire.ProblemCode;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Members of a conversation: join, invite, list, get, leave. */
final class MemberResource {

  private final Transport transport;
  private final Access access;
  private final RestRules rules;

  MemberResource(Transport transport, Access access, RestRules rules) {
    this.transport = transport;
    this.access = access;
    this.rules = rules;
  }

  CompletableFuture<Answer> create(Call call, ConversationId conversation) {
    JsonValue json = call.object();
    MemberState wanted = wanted(json);
    return access
        .existing(conversation)
        .thenCompose(ok -> who(call, json))
        .thenCompose(
            user ->
                permitted(call, conversation, user, wanted)
                    .thenCompose(ok -> rules.sockets().prepare(conversation, user.id()))
                    .thenCompose(ok -> transport.findMember(conversation, user.id()))
                    .thenCompose(present -> enter(conversation, user, wanted, present)))
        .thenApply(member -> member(call, call.version().createdStatus(), member));
  }

  /** The old versions say what to do, the newer ones what to become. */
  private static MemberState wanted(JsonValue json) {
    String action = Call.text(json, Fields.ACTION);
    if (action != null) {
      return switch (action.toLowerCase(Locale.ROOT)) {
        case "join" -> MemberState.JOINED;
        case "invite" -> MemberState.INVITED;
        default -> throw RefusedException.invalid(Fields.ACTION, "must be join or invite");
      };
    }
    MemberState state = MemberJson.stateOf(Call.text(json, Fields.STATE));
    if (state == null || state == MemberState.LEFT) {
      throw RefusedException.invalid(Fields.STATE, "must be joined or invited");
    }
    return state;
  }

  private CompletableFuture<User> who(Call call, JsonValue json) {
    JsonValue user = Call.child(json, Fields.USER);
    String id = user == null ? Call.text(json, Fields.USER_ID) : Call.text(user, Fields.ID);
    String name = user == null ? Call.text(json, Fields.USER_NAME) : Call.text(user, Fields.NAME);
    if (id != null) {
      UserId wanted = Ids.user(id);
      return transport
          .findUser(wanted)
          .thenApply(found -> found.orElseThrow(() -> UserResource.missing(id)));
    }
    if (name != null) {
      // Names come from the application's own users; who is new here is made known.
      return transport.user(name);
    }
    if (call.caller().isApplication()) {
      throw RefusedException.invalid(Fields.USER, "is required, with an id or a name");
    }
    return access.user(call.caller());
  }

  /** A user joins himself, and invites others where he is a member. */
  private CompletableFuture<?> permitted(
      Call call, ConversationId conversation, User user, MemberState wanted) {
    if (call.caller().isApplication()) {
      return CompletableFuture.completedFuture(user);
    }
    return access
        .user(call.caller())
        .thenCompose(self -> permitted(call, conversation, self.id().equals(user.id()), wanted));
  }

  private CompletableFuture<?> permitted(
      Call call, ConversationId conversation, boolean own, MemberState wanted) {
    if (wanted == MemberState.INVITED && !own) {
      return access.joined(call.caller(), conversation);
    }
    if (!own) {
      throw new RefusedException(ProblemCode.PERMISSION, "a user can join nobody but himself");
    }
    return rules.openJoining()
        ? CompletableFuture.completedFuture(true)
        : access.inside(call.caller(), conversation);
  }

  private CompletableFuture<Member> enter(
      ConversationId conversation, User user, MemberState wanted, Optional<Member> present) {
    if (present.isPresent() && present.get().isJoined()) {
      throw new ConflictException(
          "member.already-joined",
          "user " + user.id() + " has joined as " + present.get().id() + " already");
    }
    return wanted == MemberState.JOINED
        ? transport.join(conversation, user.id())
        : transport.invite(conversation, user.id());
  }

  CompletableFuture<Answer> list(Call call, ConversationId conversation) {
    IdPage page = IdPage.of(call);
    String user = call.query().text(Params.USER_ID);
    return access
        .inside(call.caller(), conversation)
        .thenCompose(
            ok ->
                user == null
                    ? transport.members(conversation, after(page), page.limit())
                    : transport
                        .findMember(conversation, Ids.user(user))
                        .thenApply(found -> found.stream().toList()))
        .thenApply(
            members ->
                page.answer(
                    call,
                    rules.listShape(),
                    Fields.MEMBERS,
                    Paths.members(call.version(), conversation),
                    members,
                    member -> member.id().value(),
                    (out, member) -> MemberJson.write(out, member, call.version(), call.base())));
  }

  private static @Nullable MemberId after(IdPage page) {
    String after = page.after();
    if (after == null) {
      return null;
    }
    try {
      return MemberId.of(after);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid(Params.CURSOR, "is none of ours");
    }
  }

  CompletableFuture<Answer> get(Call call, ConversationId conversation, String which) {
    if (which.equals(Paths.ME)) {
      return access
          .self(call.caller(), conversation)
          .thenApply(self -> member(call, 200, self.orElseThrow(() -> missing(Paths.ME))));
    }
    MemberId id = Ids.member(which);
    return access
        .inside(call.caller(), conversation)
        .thenCompose(ok -> transport.findMember(conversation, id))
        .thenApply(found -> member(call, 200, found.orElseThrow(() -> missing(which))));
  }

  CompletableFuture<Answer> update(Call call, ConversationId conversation, String which) {
    JsonValue json = call.object();
    String action = Call.text(json, Fields.ACTION);
    String text = action == null ? Call.text(json, Fields.STATE) : action;
    boolean joins = "join".equalsIgnoreCase(text);
    MemberState state = joins ? MemberState.JOINED : MemberJson.stateOf(text);
    if ("leave".equalsIgnoreCase(text)) {
      state = MemberState.LEFT;
    }
    if (state == null || state == MemberState.INVITED) {
      throw RefusedException.invalid(Fields.STATE, "must be joined or left");
    }
    MemberState wanted = state;
    return own(call, conversation, which)
        .thenCompose(
            member ->
                wanted == MemberState.LEFT
                    ? transport.leave(conversation, member.id())
                    : rejoin(conversation, member))
        .thenApply(member -> member(call, 200, member));
  }

  private CompletableFuture<Member> rejoin(ConversationId conversation, Member member) {
    if (member.state() == MemberState.LEFT) {
      throw new RefusedException(
          ProblemCode.INVALID_MEMBER_STATE, "member " + member.id() + " has left");
    }
    return transport.join(conversation, member.user().id());
  }

  CompletableFuture<Answer> delete(Call call, ConversationId conversation, String which) {
    return own(call, conversation, which)
        .thenCompose(member -> transport.leave(conversation, member.id()))
        .thenApply(member -> call.deleted());
  }

  /** {@return the member, which the caller may change} */
  private CompletableFuture<Member> own(Call call, ConversationId conversation, String which) {
    if (which.equals(Paths.ME)) {
      return access
          .self(call.caller(), conversation)
          .thenApply(self -> self.orElseThrow(() -> missing(which)));
    }
    MemberId id = Ids.member(which);
    if (call.caller().isApplication()) {
      return transport
          .findMember(conversation, id)
          .thenApply(found -> found.orElseThrow(() -> missing(which)));
    }
    return access
        .user(call.caller())
        .thenCompose(
            self ->
                transport
                    .findMember(conversation, id)
                    .thenCompose(
                        found ->
                            found.isPresent() && found.get().user().id().equals(self.id())
                                ? CompletableFuture.completedFuture(found.get())
                                : access
                                    .inside(call.caller(), conversation)
                                    .thenApply(ok -> foreign(found, which))));
  }

  private static Member foreign(Optional<Member> found, String which) {
    if (found.isEmpty()) {
      throw missing(which);
    }
    throw new RefusedException(ProblemCode.PERMISSION, "a user can change nobody but himself");
  }

  private static NotFoundException missing(String which) {
    return new NotFoundException(NotFoundException.What.MEMBER, "member " + which);
  }

  private static Answer member(Call call, int status, Member member) {
    return Call.json(status, out -> MemberJson.write(out, member, call.version(), call.base()));
  }
}
