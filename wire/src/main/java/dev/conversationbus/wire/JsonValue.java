package dev.conversationbus.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.base.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that was checked as a whole and is read on demand: it keeps its place in the text,
 * so that a body is handed on as the very bytes that came.
 */
public final class JsonValue {

  /** Deeper than any body may be, by what stands around it. */
  private static final int MAX_NESTING = 1100;

  /** Bounds the text, not the digits, which a body may have as many as it likes. */
  private static final int MAX_LENGTH = 4 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_LENGTH)
                  .maxNameLength(MAX_LENGTH)
                  .maxStringLength(MAX_LENGTH)
                  .build())
          .build();

  private final byte[] source;
  private final int start;
  private final int end;

  private JsonValue(byte[] source, int start, int end) {
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /**
   * {@return the one value that the text holds; the array is kept}
   *
   * @throws MalformedJsonException if it is not well-formed UTF-8 and one JSON value
   */
  public static JsonValue parse(byte[] json) throws MalformedJsonException {
    if (!Utf8.isWellFormed(json)) {
      throw new MalformedJsonException("not UTF-8");
    }
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException("empty");
      }
      JsonValue value = valueAt(parser, json, 0);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("something follows the end, at byte " + value.end);
      }
      return value;
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /** Reads to the end of the value whose first token the parser is at. */
  private static JsonValue valueAt(JsonParser parser, byte[] source, int offset)
      throws IOException {
    int start = offset + (int) parser.currentTokenLocation().getByteOffset();
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
    } else {
      parser.finishToken();
    }
    return new JsonValue(source, start, offset + (int) parser.currentLocation().getByteOffset());
  }

  private static MalformedJsonException malformed(IOException e) {
    // Its message would quote the text.
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException bad
            && bad.getLocation() != null
        ? new MalformedJsonException("no JSON, at byte " + bad.getLocation().getByteOffset())
        : new MalformedJsonException("no JSON");
  }

  /** {@return whether it is an object} */
  public boolean isObject() {
    return source[start] == '{';
  }

  /** {@return whether it is an array} */
  public boolean isArray() {
    return source[start] == '[';
  }

  /** {@return whether it is a string} */
  public boolean isString() {
    return source[start] == '"';
  }

  /** {@return whether it is null} */
  public boolean isNull() {
    return source[start] == 'n';
  }

  /** {@return a copy of its text, as it came} */
  public byte[] bytes() {
    return Arrays.copyOfRange(source, start, end);
  }

  /**
   * {@return the fields of an object, in their order}
   *
   * @throws MalformedJsonException if it is no object
   */
  public Map<String, JsonValue> fields() throws MalformedJsonException {
    if (!isObject()) {
      throw new MalformedJsonException("not an object, at byte " + start);
    }
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    try (JsonParser parser = parser()) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, valueAt(parser, source, start));
      }
    } catch (IOException e) {
      throw malformed(e);
    }
    return fields;
  }

  /**
   * {@return the items of an array}
   *
   * @throws MalformedJsonException if it is no array
   */
  public List<JsonValue> items() throws MalformedJsonException {
    if (!isArray()) {
      throw new MalformedJsonException("not an array, at byte " + start);
    }
    List<JsonValue> items = new ArrayList<>();
    try (JsonParser parser = parser()) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(valueAt(parser, source, start));
      }
    } catch (IOException e) {
      throw malformed(e);
    }
    return items;
  }

  /**
   * {@return the text of a string}
   *
   * @throws MalformedJsonException if it is no string
   */
  public String text() throws MalformedJsonException {
    if (!isString()) {
      throw new MalformedJsonException("not a string, at byte " + start);
    }
    try (JsonParser parser = parser()) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /**
   * {@return a whole number, also if it is written as a string}
   *
   * @throws MalformedJsonException if it is neither, or does not fit
   */
  public long number() throws MalformedJsonException {
    try {
      return Long.parseLong(isString() ? text() : new String(source, start, end - start, US_ASCII));
    } catch (NumberFormatException e) {
      throw new MalformedJsonException("not a whole number, at byte " + start);
    }
  }

  /** {@return the value of a field; null if it is missing, null, or this is no object} */
  public @Nullable JsonValue get(String name) throws MalformedJsonException {
    if (!isObject()) {
      return null;
    }
    JsonValue found = fields().get(name);
    return found == null || found.isNull() ? null : found;
  }

  /** {@return the text of a field; null if it is missing or null} */
  public @Nullable String textOf(String name) throws MalformedJsonException {
    JsonValue found = get(name);
    return found == null ? null : found.text();
  }

  private JsonParser parser() throws IOException {
    return JSON.createParser(source, start, end - start);
  }

  private static final java.nio.charset.Charset US_ASCII =
      java.nio.charset.StandardCharsets.US_ASCII;

  /** Shows the place, never the content. */
  @Override
  public String toString() {
    return "JsonValue[bytes " + start + " to " + end + "]";
  }
}
