package dev.conversationbus.spi;

import java.util.List;

/**
 * A page of a history.
 *
 * @param events in the order that was asked for, at most as many as the query's limit
 * @param hasMore whether there are further events in that direction
 * @param forgottenThrough events up to this id were removed by a retention rule; 0 if none was
 * @since 0.1.0
 */
public record HistoryPage(List<RecordedEvent> events, boolean hasMore, long forgottenThrough) {

  public HistoryPage {
    events = List.copyOf(events);
  }
}
