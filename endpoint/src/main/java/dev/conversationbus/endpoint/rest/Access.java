package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.ProblemCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. The application may do everything. A user sees the conversations of which he is
 * a member, and acts as himself.
 */
final class Access {

  private final Transport transport;

  Access(Transport transport) {
    this.transport = transport;
  }

  /** {@return the user as whom the caller speaks} */
  CompletableFuture<User> user(Caller caller) {
    String name = caller.user();
    if (name == null) {
      throw new RefusedException(ProblemCode.PERMISSION, "only for a user's token");
    }
    return transport.user(name);
  }

  /** Refuses everybody but the application. */
  static void onlyApplication(Caller caller) {
    if (!caller.isApplication()) {
      throw new RefusedException(ProblemCode.PERMISSION, "only for an application's token");
    }
  }

  /** {@return the caller's own membership; empty if there is none, or it is the application} */
  CompletableFuture<Optional<Member>> self(Caller caller, ConversationId conversation) {
    return caller.isApplication()
        ? CompletableFuture.completedFuture(Optional.empty())
        : user(caller).thenCompose(user -> transport.findMember(conversation, user.id()));
  }

  /** {@return the conversation, which exists} */
  CompletableFuture<ConversationInfo> existing(ConversationId conversation) {
    return transport
        .findConversation(conversation)
        .thenApply(found -> found.orElseThrow(() -> missing(conversation)));
  }

  /** Refuses whoever may not see what happens in a conversation, as if it did not exist. */
  CompletableFuture<?> inside(Caller caller, ConversationId conversation) {
    return caller.isApplication()
        ? CompletableFuture.completedFuture(conversation)
        : self(caller, conversation)
            .thenApply(found -> found.orElseThrow(() -> missing(conversation)));
  }

  /** Refuses whoever may not change anything in a conversation. */
  CompletableFuture<@Nullable MemberId> joined(Caller caller, ConversationId conversation) {
    if (caller.isApplication()) {
      return CompletableFuture.completedFuture(null);
    }
    return self(caller, conversation)
        .thenApply(found -> joined(found.orElseThrow(() -> missing(conversation))).id());
  }

  private static Member joined(Member member) {
    if (!member.isJoined()) {
      throw new RefusedException(
          ProblemCode.INVALID_MEMBER_STATE, "member " + member.id() + " is " + member.state());
    }
    return member;
  }

  /**
   * {@return the member as whom the caller acts}
   *
   * @param from whom the request names; null if it names nobody
   */
  CompletableFuture<@Nullable MemberId> actor(
      Caller caller, ConversationId conversation, @Nullable MemberId from) {
    if (caller.isApplication()) {
      return CompletableFuture.completedFuture(from);
    }
    if (from == null) {
      throw RefusedException.invalid(Fields.FROM, "is required with a user's token");
    }
    return user(caller)
        .thenCompose(
            user ->
                transport
                    .findMember(conversation, from)
                    .thenCompose(named -> own(user, conversation, from, named)));
  }

  private CompletableFuture<@Nullable MemberId> own(
      User user, ConversationId conversation, MemberId from, Optional<Member> named) {
    if (named.isPresent() && named.get().user().id().equals(user.id())) {
      return CompletableFuture.completedFuture(joined(named.get()).id());
    }
    return transport
        .findMember(conversation, user.id())
        .thenApply(
            self -> {
              if (self.isEmpty()) {
                throw missing(conversation);
              }
              if (named.isEmpty()) {
                throw new NotFoundException(NotFoundException.What.MEMBER, from.value());
              }
              throw new RefusedException(
                  ProblemCode.PERMISSION, "member " + from + " is another user");
            });
  }

  static NotFoundException missing(ConversationId conversation) {
    return new NotFoundException(NotFoundException.What.CONVERSATION, conversation.value());
  }
}
