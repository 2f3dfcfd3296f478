package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was heard, for the message of an assertion that failed. */
final class Timeline {

  private static final int LINES = 200;

  private Timeline() {}

  /** Lists the last events, a line each, marked where something is to be said of one. */
  static String of(List<HeardEvent> heard, Function<CustomEvent<Body>, @Nullable String> remark) {
    if (heard.isEmpty()) {
      return "\nheard nothing";
    }
    StringBuilder text = new StringBuilder("\nheard ").append(heard.size());
    text.append(heard.size() == 1 ? " event:" : " events:");
    int first = Math.max(0, heard.size() - LINES);
    if (first > 0) {
      text.append("\n  (the first ").append(first).append(" are left out)");
    }
    for (HeardEvent each : heard.subList(first, heard.size())) {
      CustomEvent<Body> event = each.event();
      text.append("\n  ").append(each.place()).append(" #").append(event.id());
      text.append(' ').append(event.type().name()).append(" from ").append(event.from().name());
      text.append(", ").append(event.body().size()).append(" bytes, ").append(event.timestamp());
      String note = remark.apply(event);
      if (note != null) {
        text.append("   <- ").append(note);
      }
    }
    return text.toString();
  }
}
