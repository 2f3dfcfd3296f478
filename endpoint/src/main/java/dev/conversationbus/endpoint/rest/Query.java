package dev.conversationbus.endpoint.rest;

import com.google.common.base.Splitter;
import dev.conversationbus.wire.MalformedJsonException;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.WireTime;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. Of one that comes twice the first counts; unknown ones do not. */
final class Query {

  private static final int MAX_PARAMETERS = 100;
  private static final Splitter PARAMETERS = Splitter.on('&').omitEmptyStrings();

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /** {@return the parameters of a query} */
  static Query parse(String query) {
    Map<String, String> values = new HashMap<>();
    for (String parameter : PARAMETERS.limit(MAX_PARAMETERS).split(query)) {
      int equals = parameter.indexOf('=');
      String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
      values.putIfAbsent(name, equals < 0 ? "" : decode(parameter.substring(equals + 1)));
    }
    return new Query(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("query", "not percent-encoded as it should be");
    }
  }

  @Nullable String text(String name) {
    return values.get(name);
  }

  /** {@return the size of a page} */
  int pageSize() {
    String text = values.get(Params.PAGE_SIZE);
    if (text == null) {
      return Params.DEFAULT_PAGE_SIZE;
    }
    try {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= Params.MAX_PAGE_SIZE) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw RefusedException.invalid(
        Params.PAGE_SIZE, "must be a whole number from 1 to " + Params.MAX_PAGE_SIZE);
  }

  /** {@return whether the newest come first} */
  boolean isNewestFirst() {
    String text = values.get(Params.ORDER);
    if (text == null) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw RefusedException.invalid(Params.ORDER, "must be asc or desc");
    };
  }

  /** {@return an event id of 0 or more, or the given one if there is none} */
  long id(String name, long otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long id = Long.parseLong(text);
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a negative number.
    }
    throw RefusedException.invalid(name, "must be a whole number, 0 or more");
  }

  /** {@return a yes or no, no if it is not said} */
  boolean flag(String name) {
    String text = values.get(name);
    if (text == null) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw RefusedException.invalid(name, "must be true or false");
    };
  }

  /** {@return a time, null if it is not said} */
  @Nullable Instant time(String name) {
    String text = values.get(name);
    if (text == null) {
      return null;
    }
    try {
      return WireTime.read(text);
    } catch (MalformedJsonException e) {
      throw RefusedException.invalid(name, "must be a time in ISO 8601");
    }
  }
}
