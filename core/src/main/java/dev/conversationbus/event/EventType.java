package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import com.google.common.reflect.TypeToken;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A validated event name, tied to the Java type of its body.
 *
 * <pre>{@code
 * record Vote(String dish) {}
 *
 * static final EventType<Vote> VOTE = EventType.of("poll_vote", Vote.class);
 * }</pre>
 *
 * <p>The name carries no prefix in Java; on the wire it is {@code custom:} and the name. Keep types
 * in constants: the check is made once, here. Immutable; two types are equal if name and Java type
 * are.
 *
 * @param <T> the Java type of the body
 * @since 0.1.0
 */
public final class EventType<T> {

  private final String name;
  private final Type javaType;
  private final @Nullable EventValidator validator;

  private EventType(String name, Type javaType, @Nullable EventValidator validator) {
    this.name = requireNonNull(name, "name");
    this.javaType = requireNonNull(javaType, "javaType");
    this.validator = validator;
  }

  private static <T> EventType<T> checked(String name, Type javaType, EventValidator validator) {
    List<Violation> violations = validator.validateName(name);
    if (!violations.isEmpty()) {
      throw new InvalidEventException(violations);
    }
    return new EventType<>(name, javaType, validator);
  }

  /**
   * {@return a type whose bodies are read as the given class, under the documented rules}
   *
   * @throws InvalidEventException if the name is not 1 to 100 characters of {@code A-Z a-z 0-9 - _}
   */
  public static <T> EventType<T> of(String name, Class<T> body) {
    return checked(name, body, EventValidator.documented());
  }

  /**
   * {@return a type whose bodies are read as the given generic type, under the documented rules}
   *
   * @throws InvalidEventException if the name is not 1 to 100 characters of {@code A-Z a-z 0-9 - _}
   */
  public static <T> EventType<T> of(String name, TypeRef<T> body) {
    return checked(name, body.type(), EventValidator.documented());
  }

  /**
   * {@return a type whose bodies are read as the given class, under the given rules}
   *
   * @throws InvalidEventException if the name breaks the rules
   */
  public static <T> EventType<T> of(String name, Class<T> body, EventValidator validator) {
    return checked(name, body, validator);
  }

  /**
   * {@return a type whose bodies stay JSON}
   *
   * @throws InvalidEventException if the name is not 1 to 100 characters of {@code A-Z a-z 0-9 - _}
   */
  public static EventType<Body> raw(String name) {
    return checked(name, Body.class, EventValidator.documented());
  }

  /**
   * {@return a type whose bodies stay JSON, under the given rules}
   *
   * @throws InvalidEventException if the name breaks the rules
   */
  public static EventType<Body> raw(String name, EventValidator validator) {
    return checked(name, Body.class, validator);
  }

  /**
   * {@return a type whose bodies are read as maps; numbers keep their digits}
   *
   * @throws InvalidEventException if the name is not 1 to 100 characters of {@code A-Z a-z 0-9 - _}
   */
  public static EventType<Map<String, Object>> map(String name) {
    return of(name, new TypeRef<Map<String, Object>>() {});
  }

  /**
   * {@return the type of an event that a transport recorded, its bodies as JSON; the name is not
   * checked, since other rules than ours may have let it through}
   */
  public static EventType<Body> recorded(String name) {
    return new EventType<>(name, Body.class, null);
  }

  /** {@return the name, without prefix} */
  public String name() {
    return name;
  }

  /** {@return the Java type of the body} */
  public Type javaType() {
    return javaType;
  }

  /** {@return whether the name was checked against exactly these rules when this type was made} */
  public boolean isCheckedBy(EventValidator rules) {
    return validator != null && validator.equals(rules);
  }

  /** {@return whether bodies stay JSON} */
  public boolean isRaw() {
    return javaType == Body.class;
  }

  /** {@return the erased Java type of the body} */
  @SuppressWarnings("unchecked")
  public Class<T> rawType() {
    return (Class<T>) TypeToken.of(javaType).getRawType();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventType<?> that
        && name.equals(that.name)
        && javaType.equals(that.javaType);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + javaType.hashCode();
  }

  @Override
  public String toString() {
    return name + " as " + javaType.getTypeName();
  }
}
