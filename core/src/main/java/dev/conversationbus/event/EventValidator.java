package dev.conversationbus.event;

import dev.conversationbus.error.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that a custom event's name and body keep.
 *
 * <pre>{@code
 * EventValidator.documented().validate("two words", Body.parse("{}"));
 * // [type.illegal-character: type at 3: found U+0020, allowed A-Z a-z 0-9 - _]
 * }</pre>
 *
 * <p>All violations are reported at once; no input makes it throw, null excepted. Immutable.
 *
 * @since 0.1.0
 */
public final class EventValidator {

  private static final EventValidator DOCUMENTED =
      new EventValidator("documented", 100, 4096, false);
  private static final EventValidator HOSTED = new EventValidator("hosted", 93, 4096, true);
  private static final EventValidator CURRENT = new EventValidator("current", 93, 4096, true);
  private static final EventValidator WIDE = new EventValidator("wide", 100, 4096, true);

  private final String preset;
  private final int maxNameLength;
  private final int maxBodyBytes;
  private final boolean colons;

  private EventValidator(String preset, int maxNameLength, int maxBodyBytes, boolean colons) {
    this.preset = preset;
    this.maxNameLength = maxNameLength;
    this.maxBodyBytes = maxBodyBytes;
    this.colons = colons;
  }

  /**
   * {@return the default: names of 1 to 100 characters of A-Z a-z 0-9 - _, bodies of up to 4096
   * bytes}
   */
  public static EventValidator documented() {
    return DOCUMENTED;
  }

  /** {@return what the hosted service takes: names of up to 93 characters, colons allowed} */
  public static EventValidator hosted() {
    return HOSTED;
  }

  /**
   * {@return what the current client guide allows: names of up to 93 characters, colons allowed}
   */
  public static EventValidator current() {
    return CURRENT;
  }

  /**
   * {@return everything that any published rule allowed: names of up to 100 characters, colons
   * allowed}
   */
  public static EventValidator wide() {
    return WIDE;
  }

  /**
   * {@return these rules with another limit for bodies, in compact UTF-8 bytes, 2 to {@link
   * Body#MAX_SIZE}}
   */
  public EventValidator withMaxBodyBytes(int bytes) {
    return new EventValidator(preset + "+", maxNameLength, bytes, colons);
  }

  /** {@return these rules with another limit for names, in characters, 1 to 1000} */
  public EventValidator withMaxNameLength(int characters) {
    return new EventValidator(preset + "+", characters, maxBodyBytes, colons);
  }

  /** {@return the largest body, in compact UTF-8 bytes, inclusive} */
  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  /** {@return the longest name, in characters without prefix, inclusive} */
  public int maxNameLength() {
    return maxNameLength;
  }

  /** {@return every violation of name and body, none if the event is valid} */
  public List<Violation> validate(String name, Body body) {
    List<Violation> violations = new ArrayList<>(validateName(name));
    violations.addAll(validateBody(body));
    return List.copyOf(violations);
  }

  /** {@return every violation of the name, none if it is valid} */
  public List<Violation> validateName(String name) {
    if (isValidName(name)) {
      return List.of();
    }
    return List.of(
        Violation.of(
            "type.invalid", "type", name.length() + " characters", "1 to " + maxNameLength));
  }

  /** {@return every violation of the body, none if it is valid} */
  public List<Violation> validateBody(Body body) {
    if (body.size() <= maxBodyBytes) {
      return List.of();
    }
    return List.of(
        Violation.of("body.too-large", "body", body.size() + " bytes", maxBodyBytes + " bytes"));
  }

  /** {@return whether the name keeps the rules; allocates nothing} */
  public boolean isValidName(String name) {
    int length = name.length();
    if (length == 0 || length > maxNameLength) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      boolean ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || (colons && c == ':');
      if (!ok) {
        return false;
      }
    }
    return true;
  }

  /** {@return the name of the preset these rules come from} */
  @Override
  public String toString() {
    return preset;
  }
}
