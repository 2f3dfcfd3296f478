package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion looks for, and why an event is not it.
 *
 * @param type of the event
 * @param reader of its body
 * @param conversation where it must be; null for anywhere
 * @param place how that is called
 * @param sender who must have sent it, by user name; null for anybody
 * @param conditions on the body
 */
record Wanted<T>(
    EventType<T> type,
    BodyCodec.Reader reader,
    @Nullable ConversationId conversation,
    @Nullable String place,
    @Nullable String sender,
    List<Condition<T>> conditions) {

  /** A condition on a body, and what it is called. */
  record Condition<T>(String what, Predicate<? super T> test) {}

  static <T> Wanted<T> of(EventType<T> type, BodyCodec codec) {
    BodyCodec.Reader reader = type.isRaw() ? body -> body : codec.reader(type.javaType());
    return new Wanted<>(type, reader, null, null, null, List.of());
  }

  Wanted<T> in(ConversationId where, String name) {
    return new Wanted<>(type, reader, where, name, sender, conditions);
  }

  Wanted<T> from(String name) {
    return new Wanted<>(type, reader, conversation, place, name, conditions);
  }

  Wanted<T> where(Condition<T> condition) {
    List<Condition<T>> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Wanted<>(type, reader, conversation, place, sender, List.copyOf(more));
  }

  /** The event with its body read, if it is wanted. */
  Optional<CustomEvent<T>> match(CustomEvent<Body> event) {
    if (!event.type().name().equals(type.name())
        || (conversation != null && !conversation.equals(event.conversation()))
        || (sender != null && !sender.equals(event.from().name()))) {
      return Optional.empty();
    }
    return read(event).filter(read -> refusal(read.body()) == null);
  }

  /** Why an event that looks like a wanted one is not; null if it is, or does not look so. */
  @Nullable String nearMiss(CustomEvent<Body> event) {
    String name = event.type().name();
    if (!name.equals(type.name())) {
      return SimilarNames.areSimilar(name, type.name()) ? "a similar type" : null;
    }
    List<String> reasons = new ArrayList<>();
    if (conversation != null && !conversation.equals(event.conversation())) {
      reasons.add("in another conversation");
    }
    if (sender != null && !sender.equals(event.from().name())) {
      reasons.add("from somebody else");
    }
    Optional<CustomEvent<T>> read = read(event);
    if (read.isEmpty()) {
      reasons.add("its body does not fit " + type.javaType().getTypeName());
    }
    String refusal = read.map(CustomEvent::body).map(this::refusal).orElse(null);
    if (refusal != null) {
      reasons.add("its body is refused by: " + refusal);
    }
    return reasons.isEmpty() ? null : String.join(", ", reasons);
  }

  /** The first condition that the body does not keep; null if it keeps all. */
  private @Nullable String refusal(T body) {
    return conditions.stream()
        .filter(condition -> !condition.test().test(body))
        .map(Condition::what)
        .findFirst()
        .orElse(null);
  }

  /** Reads the body; empty if it does not fit, which the timeline tells. */
  private Optional<CustomEvent<T>> read(CustomEvent<Body> event) {
    try {
      @SuppressWarnings("unchecked")
      T body = (T) reader.read(event.body());
      return Optional.of(
          new CustomEvent<>(
              event.conversation(), event.id(), type, event.from(), body, event.timestamp()));
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type.name());
    if (place != null) {
      text.append(" in ").append(place);
    }
    if (sender != null) {
      text.append(" from ").append(sender);
    }
    for (Condition<T> condition : conditions) {
      text.append(" where ").append(condition.what());
    }
    return text.toString();
  }
}
