package dev.conversationbus.event;

/**
 * How far a user is in a conversation.
 *
 * @since 0.1.0
 */
public enum MemberState {
  /** Asked to join; may neither send nor hear. */
  INVITED,
  /** May send and hear. */
  JOINED,
  /** Was a member once; may neither send nor hear. */
  LEFT
}
