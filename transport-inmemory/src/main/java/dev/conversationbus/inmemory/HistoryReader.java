package dev.conversationbus.inmemory;

import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Reads pages of a log, without a lock and without copying an event. */
final class HistoryReader {

  private HistoryReader() {}

  static HistoryPage page(EventLog log, HistoryQuery query) {
    long last = log.lastId();
    long low = Math.min(last, Math.max(query.afterId(), log.forgottenThrough())) + 1;
    long high = Math.min(query.beforeId() - 1, last);
    Instant from = query.from();
    if (from != null) {
      low = firstAtOrAfter(log, from, low, high);
    }
    Instant until = query.until();
    if (until != null) {
      high = firstAtOrAfter(log, until, low, high) - 1;
    }
    return collect(log, query, low, high);
  }

  private static HistoryPage collect(EventLog log, HistoryQuery query, long low, long high) {
    int limit = (int) Math.max(0, Math.min(query.limit(), high - low + 1));
    RecordedEvent[] found = new RecordedEvent[limit];
    int count = 0;
    boolean hasMore = false;
    long step = query.newestFirst() ? -1 : 1;
    for (long id = query.newestFirst() ? high : low; id >= low && id <= high; id += step) {
      RecordedEvent event = log.get(id);
      if (event != null && query.matches(event)) {
        if (count == limit) {
          hasMore = true;
          break;
        }
        found[count++] = event;
      }
    }
    List<RecordedEvent> events = List.of(count == limit ? found : Arrays.copyOf(found, count));
    return new HistoryPage(events, hasMore, log.forgottenThrough());
  }

  /** Timestamps never fall, so that a time is found by halving; what was forgotten is too old. */
  private static long firstAtOrAfter(EventLog log, Instant time, long low, long high) {
    long from = low;
    long to = high + 1;
    while (from < to) {
      long middle = (from + to) >>> 1;
      RecordedEvent event = log.get(middle);
      if (event == null || event.timestamp().isBefore(time)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
