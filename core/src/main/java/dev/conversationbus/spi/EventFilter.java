package dev.conversationbus.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Which events of a history are wanted: those that match one of the patterns, or all if there is
 * none.
 *
 * @param patterns up to 100
 * @since 0.1.0
 */
public record EventFilter(List<Pattern> patterns) {

  private static final int MAX_PATTERNS = 100;
  private static final EventFilter ALL = new EventFilter(List.of());
  private static final EventFilter CUSTOM =
      new EventFilter(List.of(new Pattern(EventKind.CUSTOM, "", true)));

  /**
   * Copies the patterns.
   *
   * @throws IllegalArgumentException if there are more than 100
   */
  public EventFilter {
    patterns = List.copyOf(patterns);
    if (patterns.size() > MAX_PATTERNS) {
      throw new IllegalArgumentException(
          patterns.size() + " patterns: allowed are up to " + MAX_PATTERNS);
    }
  }

  /**
   * A name or the beginning of a name.
   *
   * @param kind the namespace
   * @param text without prefix {@code custom:}
   * @param isPrefix whether names that only begin with {@code text} match too
   */
  public record Pattern(EventKind kind, String text, boolean isPrefix) {

    public Pattern {
      requireNonNull(kind, "kind");
      requireNonNull(text, "text");
    }

    boolean matches(RecordedEvent event) {
      return event.kind() == kind
          && (isPrefix ? event.name().startsWith(text) : event.name().equals(text));
    }
  }

  /** {@return a filter that lets every event through, the system's included} */
  public static EventFilter all() {
    return ALL;
  }

  /** {@return a filter that lets every custom event through} */
  public static EventFilter custom() {
    return CUSTOM;
  }

  /** {@return a filter that lets custom events of one name through} */
  public static EventFilter named(String name) {
    return new EventFilter(List.of(new Pattern(EventKind.CUSTOM, name, false)));
  }

  /** {@return a filter that lets custom events through whose names begin with {@code prefix}} */
  public static EventFilter prefixed(String prefix) {
    return new EventFilter(List.of(new Pattern(EventKind.CUSTOM, prefix, true)));
  }

  /** {@return whether the event is wanted} */
  public boolean matches(RecordedEvent event) {
    if (patterns.isEmpty()) {
      return true;
    }
    for (Pattern pattern : patterns) {
      if (pattern.matches(event)) {
        return true;
      }
    }
    return false;
  }
}
