package dev.conversationbus.wire;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.UserId;

/** The resources, as paths behind the base address. No path ends with a slash. */
public final class Paths {

  /** Segment of conversations. */
  public static final String CONVERSATIONS = "conversations";

  /** Segment of a conversation's events. */
  public static final String EVENTS = "events";

  /** Segment of a conversation's members. */
  public static final String MEMBERS = "members";

  /** Stands for the caller's own membership in place of a member's id. */
  public static final String ME = "me";

  /** Segment of users. */
  public static final String USERS = "users";

  /** Segment of sessions. */
  public static final String SESSIONS = "sessions";

  /** Segment of a conversation's idempotency keys; not in the hosted API. */
  public static final String KEYS = "idempotency-keys";

  /** Tells whether the server is up; no version, no token. */
  public static final String HEALTH = "/health";

  /** Where clients report how their sockets fare; no version, no token. */
  public static final String METRICS = "/v2/rtc/metrics";

  private Paths() {}

  /** {@return the path of all conversations} */
  public static String conversations(ApiVersion version) {
    return "/" + version.segment() + "/" + CONVERSATIONS;
  }

  /** {@return the path of a conversation} */
  public static String conversation(ApiVersion version, ConversationId id) {
    return conversations(version) + "/" + id.value();
  }

  /** {@return the path of a conversation's events} */
  public static String events(ApiVersion version, ConversationId id) {
    return conversation(version, id) + "/" + EVENTS;
  }

  /** {@return the path of an event} */
  public static String event(ApiVersion version, ConversationId id, long event) {
    return events(version, id) + "/" + event;
  }

  /** {@return the path of a conversation's members} */
  public static String members(ApiVersion version, ConversationId id) {
    return conversation(version, id) + "/" + MEMBERS;
  }

  /** {@return the path of a member} */
  public static String member(ApiVersion version, ConversationId id, MemberId member) {
    return members(version, id) + "/" + member.value();
  }

  /** {@return the path of the caller's own membership} */
  public static String self(ApiVersion version, ConversationId id) {
    return members(version, id) + "/" + ME;
  }

  /**
   * {@return the path of what became of a publication}
   *
   * @param key percent-encoded
   */
  public static String key(ApiVersion version, ConversationId id, String key) {
    return conversation(version, id) + "/" + KEYS + "/" + key;
  }

  /** {@return the path of all users} */
  public static String users(ApiVersion version) {
    return "/" + version.segment() + "/" + USERS;
  }

  /** {@return the path of a user} */
  public static String user(ApiVersion version, UserId id) {
    return users(version) + "/" + id.value();
  }

  /** {@return the path of the conversations of which a user is a member} */
  public static String conversationsOf(ApiVersion version, UserId id) {
    return user(version, id) + "/" + CONVERSATIONS;
  }
}
