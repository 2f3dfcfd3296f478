package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.BodyDecoder;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.spi.EventFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a listener listens for, how its bodies are read, and where it was registered; shared by all
 * registrations of one place in the program.
 *
 * @param pattern which names
 * @param text the name, or the prefix; empty for any
 * @param type null where bodies stay JSON
 * @param decoder null where bodies stay JSON
 * @param place the line that registered the listener
 */
public record Target<T>(
    Pattern pattern,
    String text,
    @Nullable EventType<T> type,
    @Nullable BodyDecoder<T> decoder,
    String place) {

  /** How names are matched. */
  public enum Pattern {
    EXACT,
    PREFIX,
    ANY
  }

  public static Target<Body> raw(String name, String place) {
    return new Target<>(Pattern.EXACT, name, null, null, place);
  }

  public static Target<Body> prefix(String prefix, String place) {
    return new Target<>(Pattern.PREFIX, prefix, null, null, place);
  }

  public static Target<Body> any(String place) {
    return new Target<>(Pattern.ANY, "", null, null, place);
  }

  /** {@return a target for a type; its bodies stay JSON if the type says so} */
  public static <T> Target<T> typed(String name, EventType<T> type, BodyCodec codec, String place) {
    return type.isRaw()
        ? new Target<>(Pattern.EXACT, name, null, null, place)
        : new Target<>(Pattern.EXACT, name, type, BodyDecoder.of(type, codec), place);
  }

  public boolean matches(String name) {
    return switch (pattern) {
      case EXACT -> name.equals(text);
      case PREFIX -> name.startsWith(text);
      case ANY -> true;
    };
  }

  public EventFilter filter() {
    return switch (pattern) {
      case EXACT -> EventFilter.named(text);
      case PREFIX -> EventFilter.prefixed(text);
      case ANY -> EventFilter.custom();
    };
  }

  /** The event as its listener wants it. */
  @SuppressWarnings("unchecked")
  CustomEvent<T> read(CustomEvent<Body> event) {
    if (decoder == null || type == null) {
      return (CustomEvent<T>) event;
    }
    return new CustomEvent<>(
        event.conversation(),
        event.id(),
        type,
        event.from(),
        decoder.decode(event.body()),
        event.timestamp());
  }

  /** {@return a name, a prefix with {@code *} behind it, or {@code *} alone} */
  public String listensFor() {
    return pattern == Pattern.EXACT ? text : text + "*";
  }

  /** {@return the Java type that bodies are read as} */
  public String bodyType() {
    return type == null ? "JSON" : type.javaType().getTypeName();
  }
}
