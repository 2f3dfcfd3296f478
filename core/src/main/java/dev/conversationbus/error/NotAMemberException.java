package dev.conversationbus.error;

import java.io.Serial;

/**
 * A call that only a joined member may make, made without being one.
 *
 * <p>The old JavaScript client said "Conversation Object is missing self (me)", code {@code
 * error:self}.
 *
 * @since 0.1.0
 */
public final class NotAMemberException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  /** Makes an exception for the conversation with the given id. */
  public NotAMemberException(String conversation, String whatHappened) {
    super(
        "member.missing",
        false,
        "not a member of conversation "
            + conversation
            + ": "
            + whatHappened
            + " (Conversation Object is missing self (me)); send through the handle that join(user) returns",
        null);
  }
}
