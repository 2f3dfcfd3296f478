package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.Violation;
import dev.conversationbus.json.JsonLimits;
import dev.conversationbus.json.Nesting;
import dev.conversationbus.json.TooLarge;
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
 * <p>Four sets of rules have been published; they differ in the name only:
 *
 * <table>
 * <caption>The presets</caption>
 * <tr><th>preset</th><th>characters</th><th>length</th></tr>
 * <tr><td>{@link #documented}</td><td>A-Z a-z 0-9 - _</td><td>1 to 100</td></tr>
 * <tr><td>{@link #hosted}</td><td>A-Z a-z 0-9 - _ :</td><td>1 to 93</td></tr>
 * <tr><td>{@link #current}</td><td>A-Z a-z 0-9 - _ :</td><td>1 to 93</td></tr>
 * <tr><td>{@link #wide}</td><td>A-Z a-z 0-9 - _ :</td><td>1 to 100</td></tr>
 * </table>
 *
 * <p>A name never carries the wire's prefix {@code custom:}, and where colons are allowed, a name
 * that begins with it is refused. A body takes at most 4096 bytes and 1000 levels. Each of the
 * limits can be set for one's own transports.
 *
 * <p>All violations are reported at once; no input makes it throw, null excepted. Immutable; equal
 * if all rules are.
 *
 * @since 0.1.0
 */
public final class EventValidator {

  /** The longest name that any rule can allow, in characters. */
  private static final int LONGEST_NAME = 1000;

  private static final int SMALLEST_BODY = 2;
  private static final int DEFAULT_BODY = 4096;

  private static final EventValidator DOCUMENTED =
      new EventValidator("documented", NameRule.documented(100), DEFAULT_BODY, Body.MAX_NESTING);
  private static final EventValidator HOSTED =
      new EventValidator("hosted", NameRule.hosted(), DEFAULT_BODY, Body.MAX_NESTING);
  private static final EventValidator CURRENT =
      new EventValidator("current", NameRule.hosted(), DEFAULT_BODY, Body.MAX_NESTING);
  private static final EventValidator WIDE =
      new EventValidator("wide", NameRule.withColons(100), DEFAULT_BODY, Body.MAX_NESTING);

  private final String preset;
  private final NameRule nameRule;
  private final JsonLimits limits;

  private EventValidator(String preset, NameRule nameRule, int maxBodyBytes, int maxNesting) {
    this.preset = preset;
    this.nameRule = nameRule;
    this.limits = new JsonLimits(maxBodyBytes, maxNesting);
  }

  /** {@return the default: what the first published rules allow} */
  public static EventValidator documented() {
    return DOCUMENTED;
  }

  /**
   * {@return what the hosted service takes: it counts {@code custom:} and allows 100 characters in
   * all}
   */
  public static EventValidator hosted() {
    return HOSTED;
  }

  /** {@return what the current client guide allows, the same as {@link #hosted}} */
  public static EventValidator current() {
    return CURRENT;
  }

  /** {@return everything that any published rules allowed} */
  public static EventValidator wide() {
    return WIDE;
  }

  /**
   * {@return these rules with another limit for bodies}
   *
   * @param bytes of compact UTF-8, inclusive, 2 to {@link Body#MAX_SIZE}
   * @throws IllegalArgumentException if {@code bytes} is out of range
   */
  public EventValidator withMaxBodyBytes(int bytes) {
    checkRange("maxBodyBytes", bytes, SMALLEST_BODY, Body.MAX_SIZE);
    return new EventValidator(own(), nameRule, bytes, limits.maxNesting());
  }

  /**
   * {@return these rules with another limit for names}
   *
   * @param characters without prefix, inclusive, 1 to 1000
   * @throws IllegalArgumentException if {@code characters} is out of range
   */
  public EventValidator withMaxNameLength(int characters) {
    checkRange("maxNameLength", characters, 1, LONGEST_NAME);
    return new EventValidator(
        own(), nameRule.withMaxLength(characters), limits.maxBytes(), limits.maxNesting());
  }

  /**
   * {@return these rules with another limit for objects and arrays in each other}
   *
   * @param levels inclusive, the body itself counted as 1; 1 to {@link Body#MAX_NESTING}
   * @throws IllegalArgumentException if {@code levels} is out of range
   */
  public EventValidator withMaxNesting(int levels) {
    checkRange("maxNesting", levels, 1, Body.MAX_NESTING);
    return new EventValidator(own(), nameRule, limits.maxBytes(), levels);
  }

  private String own() {
    return preset.endsWith("+") ? preset : preset + "+";
  }

  private static void checkRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " is " + value + ", allowed are " + least + " to " + most);
    }
  }

  /** {@return the largest body, in compact UTF-8 bytes, inclusive} */
  public int maxBodyBytes() {
    return limits.maxBytes();
  }

  /** {@return the longest name, in characters without prefix, inclusive} */
  public int maxNameLength() {
    return nameRule.maxLength();
  }

  /** {@return how deep a body may nest, itself counted as 1, inclusive} */
  public int maxNesting() {
    return limits.maxNesting();
  }

  JsonLimits limits() {
    return limits;
  }

  /** {@return every violation of name and body, none if the event is valid} */
  public List<Violation> validate(String name, Body body) {
    requireNonNull(body, "body");
    List<Violation> violations = new ArrayList<>(validateName(name));
    violations.addAll(validateBody(body));
    return List.copyOf(violations);
  }

  /**
   * {@return every violation of the name, none if it is valid; of more than eight illegal
   * characters the ninth and later ones are only counted}
   */
  public List<Violation> validateName(String name) {
    return isValidName(name) ? List.of() : nameRule.violations(name);
  }

  /**
   * {@return every violation of the body, none if it is valid}
   *
   * <pre>{@code
   * EventValidator.documented().withMaxBodyBytes(16)
   *     .validateBody(Body.parse("{\"id\":7,\"note\":\"hello\"}"));
   * // [body.too-large: body: found 23 bytes, 7 too many, heaviest fields "note" 14 bytes,
   * //  "id" 6 bytes, allowed 16 bytes]
   * }</pre>
   */
  public List<Violation> validateBody(Body body) {
    return violationsOf(body, limits);
  }

  static List<Violation> violationsOf(Body body, JsonLimits limits) {
    byte[] json = body.rawBytes();
    boolean canBeTooDeep = limits.maxNesting() < Body.MAX_NESTING;
    if (json.length <= limits.maxBytes() && !canBeTooDeep) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>(2);
    if (json.length > limits.maxBytes()) {
      violations.add(TooLarge.of(json, limits.maxBytes()));
    }
    int deeper = Nesting.firstDeeper(json, limits.maxNesting());
    if (deeper >= 0) {
      violations.add(Nesting.violation(deeper, limits.maxNesting()));
    }
    return List.copyOf(violations);
  }

  /** {@return whether the name keeps the rules; allocates nothing} */
  public boolean isValidName(String name) {
    return nameRule.allows(name);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof EventValidator that
            && preset.equals(that.preset)
            && nameRule.equals(that.nameRule)
            && limits.equals(that.limits));
  }

  @Override
  public int hashCode() {
    return 31 * nameRule.hashCode() + limits.hashCode();
  }

  /** {@return the name of the preset these rules come from, with a plus if a limit was set} */
  @Override
  public String toString() {
    return preset;
  }
}
