package dev.conversationbus.event;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;

/**
 * Turns Java values into JSON objects and back.
 *
 * <p>The default is {@link #jackson()}. To use a mapper of your own, of whatever library and
 * version:
 *
 * <pre>{@code
 * BodyCodec codec = BodyCodec.of(
 *     (value, out) -> mapper.writeValue(out, value),
 *     (json, type) -> mapper.readValue(json, mapper.constructType(type)));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface BodyCodec {

  /**
   * Writes a value as JSON in UTF-8. What is written is checked and made compact before it is sent,
   * so white space does no harm. The stream is bounded: once it has taken more than any rule allows
   * it throws, and that exception must be passed on.
   *
   * @throws IOException if the value cannot be written, or as thrown by {@code out}
   */
  void write(Object value, OutputStream out) throws IOException;

  /**
   * {@return a reader of bodies as the given type, made once and used many times}
   *
   * @param type the Java type of the body
   */
  Reader reader(Type type);

  /**
   * {@return the built-in codec: Jackson, records and {@code java.time} included, unknown fields
   * tolerated}
   */
  static BodyCodec jackson() {
    return JacksonCodec.INSTANCE;
  }

  /** {@return a codec of two functions} */
  static BodyCodec of(Writer writer, Parser parser) {
    return new FunctionCodec(writer, parser);
  }

  /** Reads bodies as one Java type. */
  @FunctionalInterface
  interface Reader {

    /**
     * {@return the body as the type that the reader was made for; never null}
     *
     * @throws Exception if the body does not fit
     */
    Object read(Body body) throws Exception;
  }

  /** Writes a value as JSON. */
  @FunctionalInterface
  interface Writer {

    /** Writes {@code value} to {@code out} as JSON in UTF-8. */
    void write(Object value, OutputStream out) throws IOException;
  }

  /** Reads JSON as a value. */
  @FunctionalInterface
  interface Parser {

    /** {@return the value of the given Java type that the JSON text stands for} */
    Object parse(byte[] json, Type type) throws Exception;
  }
}
