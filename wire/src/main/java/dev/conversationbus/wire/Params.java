package dev.conversationbus.wire;

/** Names of query parameters. Those marked as ours are not in the hosted API. */
public final class Params {

  /** Size of a page, 1 to {@link #MAX_PAGE_SIZE}. */
  public static final String PAGE_SIZE = "page_size";

  /** {@code asc} or {@code desc}, in either case. */
  public static final String ORDER = "order";

  /** A place in a list, as a link gave it. */
  public static final String CURSOR = "cursor";

  /** The first id, inclusive. */
  public static final String START_ID = "start_id";

  /** The last id, inclusive. */
  public static final String END_ID = "end_id";

  /** Up to {@link #MAX_EVENT_TYPES} types, separated by commas. */
  public static final String EVENT_TYPE = "event_type";

  /** Whether tombstones are left out. */
  public static final String EXCLUDE_DELETED = "exclude_deleted_events";

  /** Only what was recorded at this time or later; ours. */
  public static final String DATE_START = "date_start";

  /** Only what was recorded before this time; ours. */
  public static final String DATE_END = "date_end";

  /** The id behind which a list of conversations or members begins; ours. */
  public static final String AFTER = "after";

  /** The name of the one conversation or user that is wanted; ours. */
  public static final String NAME = "name";

  /** The user of the one member that is wanted; ours. */
  public static final String USER_ID = "user_id";

  /** The member who deletes or leaves. */
  public static final String FROM = "from";

  /** The largest page. */
  public static final int MAX_PAGE_SIZE = 100;

  /** The page size of who does not say. */
  public static final int DEFAULT_PAGE_SIZE = 10;

  /** How many types one question can name. */
  public static final int MAX_EVENT_TYPES = 5;

  private Params() {}
}
