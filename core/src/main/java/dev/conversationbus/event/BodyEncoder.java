package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.json.BadJson;
import dev.conversationbus.json.Compactor;
import dev.conversationbus.json.JsonLimits;
import dev.conversationbus.json.PathText;
import dev.conversationbus.json.Unwritable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a Java value once, within the rules.
 *
 * <p>Memory depends on the rules, not on the value: writing ends soon after the limit. What the
 * built-in codec writes is compact and valid as it stands; what another codec writes is checked and
 * made compact on its way.
 *
 * @since 0.1.0
 */
public final class BodyEncoder {

  private BodyEncoder() {}

  /**
   * {@return the value as a body of an event of the given type}
   *
   * <p>The type's name is checked again only if the type was made under other rules.
   *
   * @throws InvalidEventException if name or body break the rules; all violations are listed
   * @throws BodyMismatchException if the codec cannot write the value
   */
  public static Body encode(
      EventType<?> type, Object value, BodyCodec codec, EventValidator rules) {
    List<Violation> ofName = type.isCheckedBy(rules) ? List.of() : rules.validateName(type.name());
    return encode(type.name(), ofName, value, codec, rules.limits());
  }

  /**
   * {@return the value as a body of an event of the given name}
   *
   * @throws InvalidEventException if name or body break the rules; all violations are listed
   * @throws BodyMismatchException if the codec cannot write the value
   */
  public static Body encode(String name, Object value, BodyCodec codec, EventValidator rules) {
    return encode(name, rules.validateName(name), value, codec, rules.limits());
  }

  /**
   * {@return the value as a body}
   *
   * @throws InvalidEventException if the value is not a JSON object or needs more than {@code
   *     maxBytes}
   * @throws BodyMismatchException if the codec cannot write the value
   */
  public static Body encode(Object value, BodyCodec codec, int maxBytes) {
    return encode("", List.of(), value, codec, new JsonLimits(maxBytes, Body.MAX_NESTING));
  }

  private static Body encode(
      String name, List<Violation> ofName, Object value, BodyCodec codec, JsonLimits limits) {
    requireNonNull(value, "value");
    requireNonNull(codec, "codec");
    Body body;
    try {
      body = encode(value, codec, limits);
    } catch (BadJson e) {
      throw new InvalidEventException(both(ofName, e.violations()));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      if (ofName.isEmpty()) {
        throw unwritable(name, value, e);
      }
      throw new InvalidEventException(ofName);
    }
    if (!ofName.isEmpty()) {
      throw new InvalidEventException(ofName);
    }
    return body;
  }

  private static Body encode(Object value, BodyCodec codec, JsonLimits limits) throws IOException {
    if (value instanceof Body body) {
      List<Violation> violations = EventValidator.violationsOf(body, limits);
      if (violations.isEmpty()) {
        return body;
      }
      throw new BadJson(violations);
    }
    return new Body(
        codec instanceof JacksonCodec jackson
            ? jackson.encode(value, limits)
            : compacted(value, codec, limits));
  }

  /** Lets a codec write, whatever it may write. */
  static byte[] compacted(Object value, BodyCodec codec, JsonLimits limits) throws IOException {
    Compactor compactor = new Compactor(limits);
    try {
      codec.write(value, compactor);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      BadJson refusal = compactor.refusal();
      if (refusal != null) {
        throw refusal;
      }
      throw e;
    }
    return compactor.finish();
  }

  private static List<Violation> both(List<Violation> first, List<Violation> second) {
    List<Violation> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  /** Keeps the class of what was thrown and drops the rest, which may hold values. */
  private static BodyMismatchException unwritable(String name, Object value, Throwable thrown) {
    String path = "";
    String problem;
    if (thrown instanceof Unwritable unwritable) {
      path = unwritable.path();
      problem = String.valueOf(unwritable.getMessage());
    } else if (thrown instanceof JsonMappingException mapping) {
      path = PathText.of(mapping.getPath());
      Throwable cause = mapping.getCause();
      problem =
          cause == null
              ? "no way is known to write it as JSON"
              : cause.getClass().getName() + " was thrown";
    } else {
      problem = thrown.getClass().getName() + " was thrown";
    }
    return BodyMismatchException.unwritable(name, value.getClass().getTypeName(), path, problem);
  }
}
