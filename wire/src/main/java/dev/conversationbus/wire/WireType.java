package dev.conversationbus.wire;

import com.google.common.base.Splitter;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Types on the wire: a custom event's name stands behind a prefix, a system event's alone. */
public final class WireType {

  /** What stands before the name of a custom event. */
  public static final String PREFIX = "custom:";

  private static final String ALL_CUSTOM = "custom";
  private static final Splitter TYPES = Splitter.on(',').trimResults().omitEmptyStrings();

  private WireType() {}

  /** {@return the type of an event} */
  public static String of(RecordedEvent event) {
    return of(event.kind(), event.name());
  }

  /** {@return the type of a name} */
  public static String of(EventKind kind, String name) {
    return kind == EventKind.CUSTOM ? PREFIX + name : name;
  }

  /** {@return which namespace a type belongs to} */
  public static EventKind kind(String type) {
    return type.startsWith(PREFIX) ? EventKind.CUSTOM : EventKind.SYSTEM;
  }

  /** {@return the name in a type} */
  public static String name(String type) {
    return kind(type) == EventKind.CUSTOM ? type.substring(PREFIX.length()) : type;
  }

  /**
   * {@return a filter as the value of {@link Params#EVENT_TYPE}; empty for one without patterns}
   */
  public static String filter(EventFilter filter) {
    return filter.patterns().stream()
        .map(p -> of(p.kind(), p.text()) + (p.isPrefix() ? "*" : ""))
        .collect(Collectors.joining(","));
  }

  /**
   * {@return the filter that a value of {@link Params#EVENT_TYPE} stands for}
   *
   * <p>Each type is exact, or a beginning that ends with an asterisk; {@code custom} alone means
   * every custom event, as the Java SDK says it.
   */
  public static EventFilter filter(String value) {
    List<EventFilter.Pattern> patterns = new ArrayList<>();
    for (String wanted : TYPES.split(value)) {
      if (wanted.equals(ALL_CUSTOM)) {
        patterns.add(new EventFilter.Pattern(EventKind.CUSTOM, "", true));
      } else {
        boolean isPrefix = wanted.endsWith("*");
        String text = isPrefix ? wanted.substring(0, wanted.length() - 1) : wanted;
        patterns.add(new EventFilter.Pattern(kind(text), name(text), isPrefix));
      }
    }
    return new EventFilter(patterns);
  }
}
