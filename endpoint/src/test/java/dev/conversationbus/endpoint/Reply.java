package dev.conversationbus.endpoint;

import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer as it came over the socket; header names in lower case. */
record Reply(int status, Map<String, String> headers, String body) {

  @Nullable String header(String name) {
    return headers.get(name);
  }

  JsonValue json() {
    try {
      return JsonValue.parse(body.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }

  /** Returns the value at a path of field names and array indexes; fails if there is none. */
  JsonValue at(String... path) {
    JsonValue value = json();
    try {
      for (String step : path) {
        value =
            value.isArray()
                ? value.items().get(Integer.parseInt(step))
                : Objects.requireNonNull(value.get(step), () -> step + " is missing in " + body);
      }
      return value;
    } catch (MalformedJsonException e) {
      throw new AssertionError(body, e);
    }
  }

  String text(String... path) {
    try {
      return at(path).text();
    } catch (MalformedJsonException e) {
      throw new AssertionError(body, e);
    }
  }

  /** Returns the JSON at a path, as it came. */
  String raw(String... path) {
    return new String(at(path).bytes(), StandardCharsets.UTF_8);
  }

  long number(String... path) {
    return Long.parseLong(raw(path));
  }

  /** Returns what a refusal says of itself. */
  String code() {
    return text("code");
  }
}
