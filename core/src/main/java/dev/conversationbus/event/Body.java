package dev.conversationbus.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.json.BadJson;
import dev.conversationbus.json.CompactJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A JSON object, kept as compact UTF-8 bytes: key order and digits as they were written, no white
 * space between tokens.
 *
 * <pre>{@code
 * Body body = Body.parse("{ \"price\": 1.10 }");
 * body.toJson();                 // {"price":1.10}
 * body.size();                   // 14
 * body.asMap().get("price");     // BigDecimal 1.10
 * }</pre>
 *
 * <p>Immutable. Compares by its bytes. {@link #toString} shows the size, never the content.
 *
 * @since 0.1.0
 */
public final class Body {

  /** The largest body that any rule can allow, in compact UTF-8 bytes. */
  public static final int MAX_SIZE = 1 << 20;

  private static final Body EMPTY = new Body(new byte[] {'{', '}'});

  private final byte[] json;

  /** Trusts that {@code json} is compact, valid and nobody else's. */
  Body(byte[] json) {
    this.json = json;
  }

  /** {@return the empty object} */
  public static Body empty() {
    return EMPTY;
  }

  /**
   * {@return the body that the JSON text stands for}
   *
   * @throws InvalidEventException if the text is not one JSON object, or is over {@link #MAX_SIZE}
   */
  public static Body parse(String json) {
    return parse(json.getBytes(UTF_8));
  }

  /**
   * {@return the body that the JSON text in UTF-8 stands for; the array is not kept}
   *
   * @throws InvalidEventException if the bytes are not one JSON object in UTF-8, or are over {@link
   *     #MAX_SIZE}
   */
  public static Body parse(byte[] json) {
    try {
      return new Body(CompactJson.of(json, MAX_SIZE));
    } catch (BadJson e) {
      throw new InvalidEventException(List.of(e.violation()));
    }
  }

  /**
   * {@return the body with the given fields, in the map's order}
   *
   * @throws InvalidEventException if a value cannot be written as JSON, or the whole is over {@link
   *     #MAX_SIZE}
   */
  public static Body of(Map<String, ?> fields) {
    return BodyEncoder.encode(fields, BodyCodec.jackson(), MAX_SIZE);
  }

  /** {@return the number of compact UTF-8 bytes} */
  public int size() {
    return json.length;
  }

  /** {@return the compact JSON text} */
  public String toJson() {
    return new String(json, UTF_8);
  }

  /** {@return a copy of the compact JSON text in UTF-8} */
  public byte[] bytes() {
    return json.clone();
  }

  /** {@return a stream of the compact JSON text in UTF-8} */
  public InputStream newInputStream() {
    return new java.io.ByteArrayInputStream(json);
  }

  /** Writes the compact JSON text in UTF-8. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(json);
  }

  /**
   * {@return the fields in their order; objects are maps, arrays lists, whole numbers Integer, Long
   * or BigInteger, all other numbers BigDecimal with the digits that were sent; null stays null}
   */
  public Map<String, Object> asMap() {
    return JacksonCodec.readMap(this);
  }

  /** The bytes themselves, for readers within the package that never write to them. */
  byte[] rawBytes() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body that && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return "Body[" + json.length + " bytes]";
  }
}
