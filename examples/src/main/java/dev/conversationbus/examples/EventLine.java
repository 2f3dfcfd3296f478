package dev.conversationbus.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads one line: well-formed UTF-8 that holds one JSON object and nothing else. What the object
 * says is judged by {@link Envelope}.
 *
 * <p>The body is cut out of the line as it stands, so its numbers keep their digits and its keys
 * their order. Not for use by several threads.
 */
final class EventLine {

  private static final Set<String> KNOWN = Set.of("conversation", "from", "type", "body");

  // Field names are not remembered from line to line: they are the user's, and without bound.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1 + Body.MAX_NESTING)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private CharBuffer text = CharBuffer.allocate(1024);

  /** Reads a line; throws on no input. */
  Reading read(ByteBuffer line) {
    int begin = line.position();
    if (text.capacity() < line.remaining()) {
      text = CharBuffer.allocate(Math.max(line.remaining(), 2 * text.capacity()));
    }
    text.clear();
    CoderResult result = utf8.reset().decode(line, text, true);
    if (result.isError()) {
      int at = line.position();
      String found = "byte 0x%02X".formatted(line.get(at));
      return Reading.Refused.because(
          new Violation("line.not-utf8", "line", at - begin, found, "UTF-8"));
    }
    text.flip();
    return parse();
  }

  private Reading parse() {
    long at = 0;
    try (JsonParser parser = JSON.createParser(text.array(), 0, text.limit())) {
      try {
        return parse(parser);
      } finally {
        at = parser.currentLocation().getCharOffset();
      }
    } catch (StreamConstraintsException e) {
      return refused("line.too-deep", at, "more levels", Body.MAX_NESTING + " levels in a body");
    } catch (JsonEOFException e) {
      return refused("line.not-json", at, "the end of the line", "one JSON object");
    } catch (IOException e) {
      return refused("line.not-json", at, "malformed JSON", "one JSON object");
    }
  }

  private Reading parse(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      String found = first == null ? "nothing" : Envelope.describe(first);
      return refused("line.not-an-object", 0, found, "one JSON object");
    }
    Map<String, Envelope.Field> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (KNOWN.contains(name)) {
        fields.merge(name, field(parser), (one, two) -> Envelope.Field.TWICE);
      } else {
        parser.skipChildren();
      }
    }
    long end = parser.currentLocation().getCharOffset();
    if (parser.nextToken() != null) {
      return refused("line.not-json", end, "text after the object", "one JSON object");
    }
    return new Envelope(fields).judge();
  }

  private Envelope.Field field(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return new Envelope.Field(token, parser.getText());
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getCharOffset();
    boolean isObject = token == JsonToken.START_OBJECT;
    return new Envelope.Field(token, isObject ? new String(text.array(), start, end - start) : "");
  }

  private static Reading refused(String code, long at, String found, String allowed) {
    return Reading.Refused.because(new Violation(code, "line", at, found, allowed));
  }
}
