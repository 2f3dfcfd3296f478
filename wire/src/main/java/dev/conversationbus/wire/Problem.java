package dev.conversationbus.wire;

import dev.conversationbus.error.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a refusal, after RFC 7807.
 *
 * @param code stable; empty if the other side gave none
 * @param title a short sentence
 * @param detail what happened this time; empty if nothing was said
 * @param invalidParameters what was wrong with which parameter
 * @param violations every rule of an event that was broken; empty from the hosted API
 */
public record Problem(
    String code,
    String title,
    String detail,
    List<InvalidParameter> invalidParameters,
    List<Violation> violations) {

  private static final String TYPE = "https://developer.vonage.com/api/conversation#";

  /** One parameter that was wrong. */
  public record InvalidParameter(String name, String reason) {}

  /** Copies the lists. */
  public Problem {
    invalidParameters = List.copyOf(invalidParameters);
    violations = List.copyOf(violations);
  }

  /** {@return a problem without parameters} */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code.code(), code.title(), detail, List.of(), List.of());
  }

  /** {@return a problem with one parameter} */
  public static Problem invalid(String parameter, String reason) {
    return new Problem(
        ProblemCode.VALIDATION.code(),
        ProblemCode.VALIDATION.title(),
        "Input validation failure.",
        List.of(new InvalidParameter(parameter, reason)),
        List.of());
  }

  /** {@return a problem with the rules that an event breaks} */
  public static Problem invalid(List<Violation> violations) {
    List<InvalidParameter> parameters = new ArrayList<>();
    for (Violation violation : violations) {
      parameters.add(new InvalidParameter(violation.field(), violation.toString()));
    }
    return new Problem(
        ProblemCode.VALIDATION.code(),
        ProblemCode.VALIDATION.title(),
        "Input validation failure.",
        parameters,
        violations);
  }

  /**
   * {@return the problem as JSON}
   *
   * @param instance tells this refusal from all others
   */
  public byte[] toJson(String instance) {
    JsonWriter json = new JsonWriter();
    json.object()
        .field(Fields.TITLE, title)
        .field(Fields.TYPE, TYPE + code)
        .field(Fields.CODE, code)
        .field(Fields.DETAIL, detail)
        .field(Fields.INSTANCE, instance);
    if (!invalidParameters.isEmpty()) {
      json.name(Fields.INVALID_PARAMETERS).array();
      for (InvalidParameter parameter : invalidParameters) {
        json.object()
            .field(Fields.NAME, parameter.name)
            .field(Fields.REASON, parameter.reason)
            .end();
      }
      json.endArray();
    }
    if (!violations.isEmpty()) {
      json.name(Fields.VIOLATIONS).array();
      violations.forEach(violation -> write(json, violation));
      json.endArray();
    }
    return json.end().toBytes();
  }

  private static void write(JsonWriter json, Violation violation) {
    json.object()
        .field(Fields.CODE, violation.code())
        .field(Fields.FIELD, violation.field())
        .field(Fields.POSITION, violation.position())
        .field(Fields.FOUND, violation.found())
        .field(Fields.ALLOWED, violation.allowed())
        .end();
  }

  /** {@return the problem that an answer holds; one without code if it holds something else} */
  public static Problem read(byte[] answer) {
    try {
      JsonValue json = JsonValue.parse(answer);
      String detail = json.textOf(Fields.DETAIL);
      return new Problem(
          orEmpty(json.textOf(Fields.CODE)),
          orEmpty(json.textOf(Fields.TITLE)),
          orEmpty(detail == null ? json.textOf(Fields.DESCRIPTION) : detail),
          parameters(json.get(Fields.INVALID_PARAMETERS)),
          violations(json.get(Fields.VIOLATIONS)));
    } catch (MalformedJsonException e) {
      return new Problem("", "", "", List.of(), List.of());
    }
  }

  private static List<InvalidParameter> parameters(@Nullable JsonValue json)
      throws MalformedJsonException {
    List<InvalidParameter> parameters = new ArrayList<>();
    if (json != null && json.isArray()) {
      for (JsonValue item : json.items()) {
        parameters.add(
            new InvalidParameter(
                orEmpty(item.textOf(Fields.NAME)), orEmpty(item.textOf(Fields.REASON))));
      }
    }
    return parameters;
  }

  private static List<Violation> violations(@Nullable JsonValue json)
      throws MalformedJsonException {
    List<Violation> violations = new ArrayList<>();
    if (json != null && json.isArray()) {
      for (JsonValue item : json.items()) {
        JsonValue position = item.get(Fields.POSITION);
        violations.add(
            new Violation(
                orEmpty(item.textOf(Fields.CODE)),
                orEmpty(item.textOf(Fields.FIELD)),
                position == null ? Violation.WHOLE_FIELD : position.number(),
                orEmpty(item.textOf(Fields.FOUND)),
                orEmpty(item.textOf(Fields.ALLOWED))));
      }
    }
    return violations;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
