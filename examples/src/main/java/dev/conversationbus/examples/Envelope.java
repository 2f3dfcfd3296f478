package dev.conversationbus.examples;

import com.fasterxml.jackson.core.JsonToken;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.EventValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The four fields of a line, and the rules they keep. All violations are found, not the first. */
final class Envelope {

  /** Where an event goes that names no conversation. */
  static final String DEFAULT_CONVERSATION = "main";

  private static final int MAX_NAME_LENGTH = 100;
  private static final EventValidator RULES = EventValidator.documented();

  private final Map<String, Field> fields;
  private final List<Violation> violations = new ArrayList<>(0);

  Envelope(Map<String, Field> fields) {
    this.fields = fields;
  }

  /**
   * A field of the line.
   *
   * @param token the first of its value
   * @param text of a string, or of an object as it stands in the line; empty for others
   */
  record Field(JsonToken token, String text) {

    /** Stands for a field that the line has more than once. */
    static final Field TWICE = new Field(JsonToken.NOT_AVAILABLE, "");
  }

  /** {@return the event, or why there is none} */
  Reading judge() {
    String conversation = conversation();
    String from = name("from");
    String type = text("type", JsonToken.VALUE_STRING);
    if (type != null) {
      violations.addAll(RULES.validateName(type));
    }
    Body body = body();
    return violations.isEmpty()
            && conversation != null
            && from != null
            && type != null
            && body != null
        ? new Reading.Event(conversation, from, type, body)
        : new Reading.Refused(violations);
  }

  /** {@return what a JSON value is, for people} */
  static String describe(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "more than one";
    };
  }

  private @Nullable String conversation() {
    Field field = fields.get("conversation");
    if (field == null || field.token() == JsonToken.VALUE_NULL) {
      return DEFAULT_CONVERSATION;
    }
    return name("conversation");
  }

  private @Nullable String name(String field) {
    String name = text(field, JsonToken.VALUE_STRING);
    int length = name == null ? 1 : name.codePointCount(0, name.length());
    if (length == 0 || length > MAX_NAME_LENGTH) {
      refuse(field + ".length", field, length + " characters", "1 to " + MAX_NAME_LENGTH);
    }
    return name;
  }

  private @Nullable Body body() {
    String json = text("body", JsonToken.START_OBJECT);
    if (json == null) {
      return null;
    }
    try {
      return Body.parse(json, RULES);
    } catch (InvalidEventException e) {
      violations.addAll(e.violations());
      return null;
    }
  }

  /** Null, with a violation noted, if the field is not there once with a value of this kind. */
  private @Nullable String text(String name, JsonToken wanted) {
    Field field = fields.get(name);
    if (field == null) {
      refuse(name + ".missing", name, "nothing", describe(wanted));
    } else if (field.token() == JsonToken.NOT_AVAILABLE) {
      refuse(name + ".duplicate", name, describe(field.token()), "one");
    } else if (field.token() != wanted) {
      String kind = wanted == JsonToken.VALUE_STRING ? ".not-a-string" : ".not-an-object";
      refuse(name + kind, name, describe(field.token()), describe(wanted));
    } else {
      return field.text();
    }
    return null;
  }

  private void refuse(String code, String field, String found, String allowed) {
    violations.add(Violation.of(code, field, found, allowed));
  }
}
