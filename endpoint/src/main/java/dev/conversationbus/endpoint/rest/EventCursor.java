package dev.conversationbus.endpoint.rest;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.WireType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A question to a list of events, with a place in the list. As text it carries all of the question
 * but the size of a page, so that a link followed by hand asks the same; and it names a place by an
 * event's id, so that what is recorded meanwhile neither repeats nor hides another event.
 *
 * @param newestFirst the order
 * @param startId the first id, inclusive
 * @param endId the last id, inclusive
 * @param types as they were asked for; empty for all
 * @param excludeDeleted whether tombstones are left out
 * @param from only events of this time or later
 * @param until only events before this time
 * @param place the id of the event next to which the page is; 0 for the beginning of the list
 * @param backwards whether the page is before that event in the list, not behind it
 */
record EventCursor(
    boolean newestFirst,
    long startId,
    long endId,
    String types,
    boolean excludeDeleted,
    @Nullable Instant from,
    @Nullable Instant until,
    long place,
    boolean backwards) {

  private static final String PLACE = "p";
  private static final String BACKWARDS = "b";
  private static final String NEWEST_FIRST = "desc";
  private static final int MAX_LENGTH = 4096;

  /** {@return the question in a request's parameters, its cursor's if it has one} */
  static EventCursor of(Query query) {
    String cursor = query.text(Params.CURSOR);
    return cursor == null || cursor.isEmpty() ? ofParameters(query, 0, false) : parse(cursor);
  }

  private static EventCursor ofParameters(Query query, long place, boolean backwards) {
    return new EventCursor(
        query.isNewestFirst(),
        query.id(Params.START_ID, 0),
        query.id(Params.END_ID, Long.MAX_VALUE),
        types(query.text(Params.EVENT_TYPE)),
        query.flag(Params.EXCLUDE_DELETED),
        query.time(Params.DATE_START),
        query.time(Params.DATE_END),
        place,
        backwards);
  }

  private static String types(@Nullable String text) {
    if (text == null) {
      return "";
    }
    int types = WireType.filter(text).patterns().size();
    if (types > Params.MAX_EVENT_TYPES) {
      throw RefusedException.invalid(
          Params.EVENT_TYPE,
          "names " + types + " types, allowed are up to " + Params.MAX_EVENT_TYPES);
    }
    return text;
  }

  private static EventCursor parse(String text) {
    try {
      if (text.length() > MAX_LENGTH) {
        throw new IllegalArgumentException("too long");
      }
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      Query query = Query.parse(new String(bytes, StandardCharsets.US_ASCII));
      long place = query.id(PLACE, 0);
      if (place == 0) {
        throw new IllegalArgumentException("without a place");
      }
      return ofParameters(query, place, query.flag(BACKWARDS));
    } catch (IllegalArgumentException | RefusedException e) {
      throw RefusedException.invalid(Params.CURSOR, "is none of ours");
    }
  }

  /** {@return the parameters of this question, for a link} */
  String parameters(int pageSize) {
    StringBuilder text = new StringBuilder(Params.PAGE_SIZE).append('=').append(pageSize);
    return place == 0
        ? question(text).toString()
        : text.append('&').append(Params.CURSOR).append('=').append(toText()).toString();
  }

  private String toText() {
    StringBuilder text = question(new StringBuilder());
    text.append('&').append(PLACE).append('=').append(place);
    if (backwards) {
      text.append('&').append(BACKWARDS).append("=true");
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private StringBuilder question(StringBuilder text) {
    if (newestFirst) {
      add(text, Params.ORDER, NEWEST_FIRST);
    }
    if (startId > 0) {
      add(text, Params.START_ID, Long.toString(startId));
    }
    if (endId < Long.MAX_VALUE) {
      add(text, Params.END_ID, Long.toString(endId));
    }
    if (!types.isEmpty()) {
      add(text, Params.EVENT_TYPE, types);
    }
    if (excludeDeleted) {
      add(text, Params.EXCLUDE_DELETED, "true");
    }
    if (from != null) {
      add(text, Params.DATE_START, from.toString());
    }
    if (until != null) {
      add(text, Params.DATE_END, until.toString());
    }
    return text;
  }

  private static void add(StringBuilder text, String name, String value) {
    text.append('&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  /** {@return the same question for the page behind an event} */
  EventCursor behind(long id) {
    return at(id, false);
  }

  /** {@return the same question for the page before an event} */
  EventCursor before(long id) {
    return at(id, true);
  }

  /** {@return the same question from the beginning} */
  EventCursor first() {
    return at(0, false);
  }

  private EventCursor at(long id, boolean before) {
    return new EventCursor(
        newestFirst, startId, endId, types, excludeDeleted, from, until, id, before);
  }

  /** {@return whether the history has to be read in falling order for this page} */
  boolean readsBackwards() {
    return newestFirst != backwards;
  }

  /** {@return the question to the history} */
  HistoryQuery toHistory(ConversationId conversation, int limit) {
    long after = Math.max(0, startId - 1);
    long before = endId == Long.MAX_VALUE ? endId : endId + 1;
    if (place > 0 && readsBackwards()) {
      before = Math.min(before, place);
    } else if (place > 0) {
      after = Math.max(after, place);
    }
    HistoryQuery query =
        HistoryQuery.of(conversation)
            .withFilter(types.isEmpty() ? EventFilter.all() : WireType.filter(types))
            .withLimit(limit)
            .after(after)
            .before(before)
            .between(from, until);
    if (readsBackwards()) {
      query = query.backwards();
    }
    return excludeDeleted ? query : query.includingDeleted();
  }
}
