package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

/**
 * A user in one conversation, as it stood when it was asked for.
 *
 * @param id of this membership; the same user has another id in another conversation
 * @param conversation where the membership holds
 * @param user who the member is
 * @param state how far the user is in the conversation
 * @since 0.1.0
 */
public record Member(MemberId id, ConversationId conversation, User user, MemberState state) {

  public Member {
    requireNonNull(id, "id");
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    requireNonNull(state, "state");
  }

  /** {@return the user's name} */
  public String name() {
    return user.name();
  }

  /** {@return whether this member may send and hear} */
  public boolean isJoined() {
    return state == MemberState.JOINED;
  }
}
