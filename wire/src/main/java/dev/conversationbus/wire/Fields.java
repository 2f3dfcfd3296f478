package dev.conversationbus.wire;

/** Names of JSON fields. Those marked as ours are not in the hosted API. */
public final class Fields {

  public static final String ID = "id";
  public static final String TYPE = "type";
  public static final String FROM = "from";
  public static final String BODY = "body";
  public static final String TIMESTAMP = "timestamp";
  public static final String HREF = "href";
  public static final String EMBEDDED = "_embedded";
  public static final String DATA = "data";
  public static final String LINKS = "_links";
  public static final String SELF = "self";
  public static final String FIRST = "first";
  public static final String NEXT = "next";
  public static final String PREV = "prev";
  public static final String PAGE_SIZE = "page_size";
  public static final String EVENTS = "events";
  public static final String MEMBERS = "members";
  public static final String CONVERSATIONS = "conversations";
  public static final String USERS = "users";
  public static final String FROM_USER = "from_user";
  public static final String FROM_MEMBER = "from_member";
  public static final String NAME = "name";
  public static final String DISPLAY_NAME = "display_name";
  public static final String USER = "user";
  public static final String USER_ID = "user_id";
  public static final String USER_NAME = "user_name";
  public static final String MEMBER_ID = "member_id";
  public static final String UUID = "uuid";
  public static final String STATE = "state";
  public static final String ACTION = "action";
  public static final String CHANNEL = "channel";
  public static final String SEQUENCE_NUMBER = "sequence_number";
  public static final String CREATED = "created";
  public static final String UPDATED = "updated";
  public static final String DELETED = "deleted";
  public static final String PROPERTIES = "properties";

  /** In an event that is pushed: its conversation. */
  public static final String CID = "cid";

  /** In an event that is posted to a webhook: its conversation. */
  public static final String CONVERSATION_ID = "conversation_id";

  public static final String APPLICATION_ID = "application_id";
  public static final String PARAMS = "params";
  public static final String TITLE = "title";
  public static final String CODE = "code";
  public static final String DETAIL = "detail";
  public static final String INSTANCE = "instance";
  public static final String INVALID_PARAMETERS = "invalid_parameters";
  public static final String REASON = "reason";
  public static final String DESCRIPTION = "description";

  /** Of a tombstone: when its content was taken away; ours. */
  public static final String DELETED_AT = "deleted_at";

  /** Of a page of events: up to which id a retention rule has removed them; ours. */
  public static final String FORGOTTEN_THROUGH = "forgotten_through";

  /** Of a problem: every rule that was broken, with the numbers; ours. */
  public static final String VIOLATIONS = "violations";

  public static final String FIELD = "field";
  public static final String POSITION = "position";
  public static final String FOUND = "found";
  public static final String ALLOWED = "allowed";

  /** In a stream: the place after which it starts; ours. */
  public static final String AFTER = "after";

  /** In a stream's heartbeat: the last event recorded; ours. */
  public static final String LAST_ID = "last_id";

  /** In a stream's gap: the last id that cannot be had; ours. */
  public static final String TO = "to";

  /** In a stream's gap: the reason; ours. */
  public static final String WHY = "why";

  private Fields() {}
}
