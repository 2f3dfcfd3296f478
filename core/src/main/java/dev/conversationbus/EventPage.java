package dev.conversationbus;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.List;
import java.util.Optional;

/**
 * A page of a history.
 *
 * @param events in the order that was asked for
 * @param next the rest of the history, empty if this page is the last; stays right while events are
 *     added
 * @param forgottenThrough events up to this id were removed by a retention rule; 0 if none was
 * @since 0.1.0
 */
public record EventPage(
    List<CustomEvent<Body>> events, Optional<History> next, long forgottenThrough) {

  public EventPage {
    events = List.copyOf(events);
  }
}
