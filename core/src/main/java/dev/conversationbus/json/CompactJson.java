package dev.conversationbus.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Utf8;
import dev.conversationbus.error.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Makes JSON text compact without changing what it says. */
public final class CompactJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private CompactJson() {}

  /** {@return the compact form of one JSON object in UTF-8} */
  public static byte[] of(byte[] json, int maxBytes) throws BadJson {
    if (!Utf8.isWellFormed(json)) {
      throw new BadJson(Violation.of("body.not-utf8", "body", "malformed UTF-8", "UTF-8"));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonParser parser = FACTORY.createParser(json);
        JsonGenerator generator = FACTORY.createGenerator(out)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadJson(
            Violation.of("body.not-an-object", "body", "another JSON value", "a JSON object"));
      }
      generator.copyCurrentStructure(parser);
      if (parser.nextToken() != null) {
        throw new BadJson(
            Violation.of("body.not-json", "body", "text after the object", "one JSON object"));
      }
    } catch (IOException e) {
      throw new BadJson(Violation.of("body.not-json", "body", "malformed JSON", "a JSON object"));
    }
    if (out.size() > maxBytes) {
      throw new BadJson(
          Violation.of("body.too-large", "body", out.size() + " bytes", maxBytes + " bytes"));
    }
    return out.toByteArray();
  }
}
