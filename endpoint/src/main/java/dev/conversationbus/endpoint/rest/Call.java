package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.http.Request;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.JsonWriter;
import dev.conversationbus.wire.MalformedJsonException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to one resource.
 *
 * @param request as it came
 * @param version that its path names
 * @param caller who makes it
 * @param query its parameters
 * @param base the address before the path, for links
 */
record Call(Request request, ApiVersion version, Caller caller, Query query, String base) {

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  /** {@return an answer with what is written} */
  static Answer json(int status, Consumer<JsonWriter> body) {
    JsonWriter json = new JsonWriter();
    body.accept(json);
    return json(status, json.toBytes());
  }

  static Answer json(int status, byte[] body) {
    return new Answer.Whole(status, Map.of("Content-Type", Headers.JSON), body);
  }

  /** {@return the answer to a request that deleted something} */
  Answer deleted() {
    int status = version.deletedStatus();
    return status == 204
        ? new Answer.Whole(status, Map.of(), new byte[0])
        : json(status, EMPTY_OBJECT);
  }

  /** {@return the object that the request carries} */
  JsonValue object() {
    try {
      JsonValue json = JsonValue.parse(request.bytes());
      if (!json.isObject()) {
        throw RefusedException.invalid("body", "must be a JSON object");
      }
      return json;
    } catch (MalformedJsonException e) {
      throw RefusedException.invalid("body", "must be a JSON object in UTF-8: " + e.getMessage());
    }
  }

  /** {@return the text of a field, null if it is missing or null} */
  static @Nullable String text(JsonValue json, String field) {
    try {
      return json.textOf(field);
    } catch (MalformedJsonException e) {
      throw RefusedException.invalid(field, "must be a string");
    }
  }

  /** {@return the object in a field, null if it is missing or null} */
  static @Nullable JsonValue child(JsonValue json, String field) {
    try {
      JsonValue child = json.get(field);
      if (child != null && !child.isObject()) {
        throw RefusedException.invalid(field, "must be an object");
      }
      return child;
    } catch (MalformedJsonException e) {
      throw RefusedException.invalid(field, "must be an object");
    }
  }
}
