package dev.conversationbus;

import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As whom a handle sends. */
sealed interface Speaker {

  static Speaker of(@Nullable Member member) {
    return member == null ? Nobody.INSTANCE : new Self(member);
  }

  /** {@return the member, null for the application} */
  @Nullable MemberId sendsAs(ConversationId conversation);

  /** {@return the member, empty if there is none} */
  Optional<Member> self();

  /** A member. */
  record Self(Member member) implements Speaker {
    @Override
    public MemberId sendsAs(ConversationId conversation) {
      return member.id();
    }

    @Override
    public Optional<Member> self() {
      return Optional.of(member);
    }
  }

  /** The application itself. */
  enum Application implements Speaker {
    INSTANCE;

    @Override
    public @Nullable MemberId sendsAs(ConversationId conversation) {
      return null;
    }

    @Override
    public Optional<Member> self() {
      return Optional.empty();
    }
  }

  /** Nobody: such a handle can listen, not send. */
  enum Nobody implements Speaker {
    INSTANCE;

    @Override
    public MemberId sendsAs(ConversationId conversation) {
      throw new NotAMemberException(conversation.value(), "this handle has no self");
    }

    @Override
    public Optional<Member> self() {
      return Optional.empty();
    }
  }
}
