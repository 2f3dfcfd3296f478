package dev.conversationbus.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.json.BadJson;
import dev.conversationbus.json.CompactJson;
import dev.conversationbus.json.JsonLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;

/**
 * A JSON object, kept as compact UTF-8 bytes: key order and digits as they were written, strings
 * spelled as {@code JSON.stringify} spells them, no white space between tokens.
 *
 * <pre>{@code
 * Body body = Body.parse("{ \"price\": 1.10 }");
 * body.toJson();                 // {"price":1.10}
 * body.size();                   // 14
 * body.asMap().get("price");     // BigDecimal 1.10
 * }</pre>
 *
 * <p>What is parsed is checked strictly: one object and nothing after it, well-formed UTF-8 without
 * a byte order mark, no key twice in an object, no comments, single quotes, leading zeros or NaN.
 * Half of a surrogate pair, written as an escape such as <code>&#92;ud800</code>, stays that escape
 * in a value, since UTF-8 cannot hold it, and is refused in a key, which the built-in codec could
 * not read. What is refused says where and why, never what stood there.
 *
 * <p>Immutable. Compares by its bytes. {@link #toString} shows the size, never the content.
 *
 * @since 0.1.0
 */
public final class Body {

  /** The largest body that any rule can allow, in compact UTF-8 bytes. */
  public static final int MAX_SIZE = 1 << 20;

  /**
   * The deepest nesting of objects and arrays that any rule can allow; the body itself counts as 1.
   */
  public static final int MAX_NESTING = 1000;

  private static final JsonLimits LARGEST = new JsonLimits(MAX_SIZE, MAX_NESTING);

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
   *     or {@link #MAX_NESTING}
   */
  public static Body parse(String json) {
    return parse(json, LARGEST);
  }

  /**
   * {@return the body that the JSON text stands for}
   *
   * @throws InvalidEventException if the text is not one JSON object within the rules
   */
  public static Body parse(String json, EventValidator rules) {
    return parse(json, rules.limits());
  }

  /**
   * {@return the body that the JSON text in UTF-8 stands for; the array is not kept}
   *
   * @throws InvalidEventException if the bytes are not one JSON object in UTF-8, or are over {@link
   *     #MAX_SIZE} or {@link #MAX_NESTING}
   */
  public static Body parse(byte[] json) {
    return parse(json, LARGEST);
  }

  /**
   * {@return the body that the JSON text in UTF-8 stands for; the array is not kept}
   *
   * <p>Refusing takes no more memory and hardly more time than the rules allow a body to take, so
   * it is the method for text that comes from outside. Up to 64 KiB past the limit the exact size
   * is told; then reading stops.
   *
   * @throws InvalidEventException if the bytes are not one JSON object in UTF-8 within the rules
   */
  public static Body parse(byte[] json, EventValidator rules) {
    return parse(json, rules.limits());
  }

  /**
   * {@return the body that the stream holds in UTF-8 until its end}
   *
   * <p>As {@link #parse(byte[], EventValidator)}, without ever holding the whole text: white space
   * costs time, not memory. The stream is not closed; of a text that is refused the rest is not
   * read.
   *
   * @throws InvalidEventException if the bytes are not one JSON object in UTF-8 within the rules
   * @throws IOException if the stream cannot be read
   */
  public static Body parse(InputStream json, EventValidator rules) throws IOException {
    try {
      return new Body(CompactJson.of(requireNonNull(json, "json"), rules.limits()));
    } catch (BadJson e) {
      throw new InvalidEventException(e.violations());
    }
  }

  private static Body parse(String json, JsonLimits limits) {
    try {
      return new Body(CompactJson.of(requireNonNull(json, "json"), limits));
    } catch (BadJson e) {
      throw new InvalidEventException(e.violations());
    }
  }

  private static Body parse(byte[] json, JsonLimits limits) {
    try {
      return new Body(CompactJson.of(requireNonNull(json, "json"), limits));
    } catch (BadJson e) {
      throw new InvalidEventException(e.violations());
    }
  }

  /**
   * {@return the body with the given fields, in the map's order}
   *
   * @throws InvalidEventException if the whole is over {@link #MAX_SIZE} or {@link #MAX_NESTING}
   * @throws BodyMismatchException if a value cannot be written as JSON
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
    return new ByteArrayInputStream(json);
  }

  /** Writes the compact JSON text in UTF-8. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(json);
  }

  /**
   * {@return the fields in their order, unmodifiable at every level}
   *
   * <p>Objects are maps, arrays lists; whole numbers are Integer, Long or BigInteger, all other
   * numbers BigDecimal with the digits that were sent; null stays null. Only the sign of a {@code
   * -0} is lost, for which Java has no exact number.
   *
   * @throws BodyMismatchException if a number has more than 10,000 digits or an exponent beyond
   *     BigDecimal's
   */
  public Map<String, Object> asMap() {
    try {
      return JacksonCodec.INSTANCE.readMap(this);
    } catch (Misfit e) {
      throw new BodyMismatchException("", "java.util.Map", e.path(), e.problem(), null);
    }
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
