package dev.conversationbus.event;

import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.json.BadJson;
import dev.conversationbus.json.CompactJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Encodes a Java value once, within a bound. */
public final class BodyEncoder {

  private BodyEncoder() {}

  /**
   * {@return the value as a body}
   *
   * @throws InvalidEventException if the value is not a JSON object or needs more than {@code
   *     maxBytes}
   * @throws BodyMismatchException if the codec cannot write the value
   */
  public static Body encode(Object value, BodyCodec codec, int maxBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      codec.write(value, out);
      return new Body(CompactJson.of(out.toByteArray(), maxBytes));
    } catch (BadJson e) {
      throw new InvalidEventException(List.of(e.violation()));
    } catch (IOException e) {
      throw new BodyMismatchException(
          "", value.getClass().getTypeName(), "", "cannot be written as JSON", null);
    }
  }
}
