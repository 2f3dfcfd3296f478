package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A walk over what has been heard, that looks for events one after the other. */
final class OrderedSearch {

  private final Recording recording;
  private final List<Expectation<?>> events;
  private final Map<CustomEvent<Body>, Integer> found = new HashMap<>();
  private int next;
  private long lastSeen;

  OrderedSearch(Recording recording, List<Expectation<?>> events) {
    this.recording = recording;
    this.events = events;
  }

  long lastSeen() {
    return lastSeen;
  }

  boolean isComplete() {
    for (HeardEvent heard : recording.since(lastSeen)) {
      lastSeen = heard.number();
      if (next < events.size() && events.get(next).matches(heard.event())) {
        found.put(heard.event(), ++next);
      }
    }
    return next == events.size();
  }

  AssertionError failure(Patience patience) {
    Expectation<?> missing = events.get(next);
    return new AssertionError(
        "expected in this order "
            + events
            + " within "
            + patience
            + ", found "
            + next
            + " of "
            + events.size()
            + ", then waited for "
            + missing
            + Expectation.full(recording)
            + Timeline.of(
                recording.since(0),
                event ->
                    found.containsKey(event)
                        ? found.get(event) + "."
                        : missing.matches(event) ? "too early" : missing.nearMiss(event)));
  }
}
