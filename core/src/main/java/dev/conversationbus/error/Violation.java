package dev.conversationbus.error;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One rule that an event breaks, with the numbers.
 *
 * <pre>{@code
 * EventValidator.documented().validateName("two words");
 * // [type.illegal-character: type at 3: found U+0020, allowed A-Z a-z 0-9 - _]
 * }</pre>
 *
 * @param code stable and machine-readable, such as {@code type.too-long} or {@code body.too-large}
 * @param field {@code type} or {@code body}
 * @param position index of the offending character of the type (counted in code points) or byte of
 *     the body as it came, from 0; -1 when the whole field is meant
 * @param found what stood there, in numbers or code points, never a body's content
 * @param allowed what may stand there
 * @since 0.1.0
 */
public record Violation(String code, String field, long position, String found, String allowed)
    implements Serializable {

  /** The position of a violation that concerns the whole field. */
  public static final long WHOLE_FIELD = -1;

  public Violation {
    requireNonNull(code, "code");
    requireNonNull(field, "field");
    requireNonNull(found, "found");
    requireNonNull(allowed, "allowed");
  }

  /** {@return a violation of the whole field} */
  public static Violation of(String code, String field, String found, String allowed) {
    return new Violation(code, field, WHOLE_FIELD, found, allowed);
  }

  @Override
  public String toString() {
    String place = position == WHOLE_FIELD ? field : field + " at " + position;
    return code + ": " + place + ": found " + found + ", allowed " + allowed;
  }
}
