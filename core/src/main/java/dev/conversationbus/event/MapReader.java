package dev.conversationbus.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.conversationbus.json.PathText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a body as an unmodifiable map with exact numbers. */
final class MapReader {

  private MapReader() {}

  static Map<String, Object> read(JsonFactory factory, Body body) throws Misfit {
    try (JsonParser parser = factory.createParser(body.rawBytes())) {
      try {
        parser.nextToken();
        return object(parser);
      } catch (IOException | NumberFormatException e) {
        throw new Misfit(
            PathText.of(parser.getParsingContext()),
            "found "
                + TokenKind.of(parser.currentToken())
                + " of more than "
                + JacksonCodec.MAX_DIGITS
                + " digits or too large an exponent");
      }
    } catch (IOException e) {
      throw new AssertionError("closing what lies in memory", e);
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      fields.put(key, value(parser, parser.nextToken()));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return Collections.unmodifiableList(elements);
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
