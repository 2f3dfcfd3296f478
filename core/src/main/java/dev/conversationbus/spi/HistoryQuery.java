package dev.conversationbus.spi;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to a history. All conditions hold together.
 *
 * @param conversation whose history
 * @param afterId only larger ids; 0 from the beginning
 * @param beforeId only smaller ids; {@link Long#MAX_VALUE} to the end
 * @param newestFirst whether ids fall instead of rise
 * @param limit of the page, 1 to {@link #MAX_LIMIT}
 * @param filter which events
 * @param includeDeleted whether tombstones are listed
 * @param from only events recorded at this time or later; null for any
 * @param until only events recorded before this time; null for any
 * @since 0.1.0
 */
public record HistoryQuery(
    ConversationId conversation,
    long afterId,
    long beforeId,
    boolean newestFirst,
    int limit,
    EventFilter filter,
    boolean includeDeleted,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** The largest page. */
  public static final int MAX_LIMIT = 1000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if an id is negative or the limit out of range
   */
  public HistoryQuery {
    requireNonNull(conversation, "conversation");
    requireNonNull(filter, "filter");
    if (afterId < 0 || beforeId < 0) {
      throw new IllegalArgumentException(
          "negative id: afterId " + afterId + ", beforeId " + beforeId);
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit " + limit + ": allowed are 1 to " + MAX_LIMIT);
    }
  }

  /**
   * {@return a query for the first 100 custom events of a conversation, oldest first, without
   * tombstones}
   */
  public static HistoryQuery of(ConversationId conversation) {
    return new HistoryQuery(
        conversation, 0, Long.MAX_VALUE, false, 100, EventFilter.custom(), false, null, null);
  }

  /** {@return this query for larger ids only} */
  public HistoryQuery after(long id) {
    return new HistoryQuery(
        conversation, id, beforeId, newestFirst, limit, filter, includeDeleted, from, until);
  }

  /** {@return this query for smaller ids only} */
  public HistoryQuery before(long id) {
    return new HistoryQuery(
        conversation, afterId, id, newestFirst, limit, filter, includeDeleted, from, until);
  }

  /** {@return this query with falling ids} */
  public HistoryQuery backwards() {
    return new HistoryQuery(
        conversation, afterId, beforeId, true, limit, filter, includeDeleted, from, until);
  }

  /** {@return this query with another page limit} */
  public HistoryQuery withLimit(int events) {
    return new HistoryQuery(
        conversation, afterId, beforeId, newestFirst, events, filter, includeDeleted, from, until);
  }

  /** {@return this query with another filter} */
  public HistoryQuery withFilter(EventFilter other) {
    return new HistoryQuery(
        conversation, afterId, beforeId, newestFirst, limit, other, includeDeleted, from, until);
  }

  /** {@return this query with tombstones} */
  public HistoryQuery includingDeleted() {
    return new HistoryQuery(
        conversation, afterId, beforeId, newestFirst, limit, filter, true, from, until);
  }

  /**
   * {@return this query for events recorded from {@code start}, inclusive, to {@code end},
   * exclusive}
   */
  public HistoryQuery between(@Nullable Instant start, @Nullable Instant end) {
    return new HistoryQuery(
        conversation, afterId, beforeId, newestFirst, limit, filter, includeDeleted, start, end);
  }

  /** {@return whether an event is wanted, its conversation and the page limit aside} */
  public boolean matches(RecordedEvent event) {
    return event.id() > afterId
        && event.id() < beforeId
        && (includeDeleted || !event.isDeleted())
        && (from == null || !event.timestamp().isBefore(from))
        && (until == null || event.timestamp().isBefore(until))
        && filter.matches(event);
  }
}
