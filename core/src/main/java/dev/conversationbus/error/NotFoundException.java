package dev.conversationbus.error;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * A conversation, member or event that does not exist, or that the caller may not see.
 *
 * @since 0.1.0
 */
public final class NotFoundException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  private final What what;

  /** What was not found. */
  public enum What {
    /** No such conversation. */
    CONVERSATION("conversation.not-found"),
    /** No such member in the conversation. */
    MEMBER("member.not-found"),
    /** No such event in the conversation's history. */
    EVENT("event.not-found");

    private final String code;

    What(String code) {
      this.code = code;
    }

    /** {@return the stable code of a failure to find this} */
    public String code() {
      return code;
    }
  }

  /** Makes an exception for the thing with the given id or name. */
  public NotFoundException(What what, String which) {
    super(
        requireNonNull(what, "what").code,
        false,
        what.code + ": " + which + " does not exist here",
        null);
    this.what = what;
  }

  /** {@return what was not found} */
  public What what() {
    return what;
  }
}
