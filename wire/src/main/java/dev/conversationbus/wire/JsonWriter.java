package dev.conversationbus.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact JSON into bytes. What is JSON already, such as a body, goes in as it is. Not safe
 * for use by several threads.
 */
public final class JsonWriter {

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
  private static final int FIRST_SIZE = 512;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;
  private boolean comma;

  /** Begins an object. */
  public JsonWriter object() {
    return open('{');
  }

  /** Ends an object. */
  public JsonWriter end() {
    return close('}');
  }

  /** Begins an array. */
  public JsonWriter array() {
    return open('[');
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return close(']');
  }

  /** Writes the name of a field, whose value has to follow. */
  public JsonWriter name(String name) {
    separate();
    quote(name);
    put((byte) ':');
    comma = false;
    return this;
  }

  /** Writes a string, or null. */
  public JsonWriter value(@Nullable String text) {
    if (text == null) {
      return raw("null");
    }
    separate();
    quote(text);
    return this;
  }

  /** Writes a number. */
  public JsonWriter value(long number) {
    return raw(Long.toString(number));
  }

  /** Writes a value that is JSON already. */
  public JsonWriter raw(byte[] json) {
    separate();
    put(json);
    return this;
  }

  private JsonWriter raw(String json) {
    return raw(json.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes a field with a string, or null. */
  public JsonWriter field(String name, @Nullable String text) {
    return name(name).value(text);
  }

  /** Writes a field with a number. */
  public JsonWriter field(String name, long number) {
    return name(name).value(number);
  }

  /** Writes a field with a value that is JSON already. */
  public JsonWriter field(String name, byte[] json) {
    return name(name).raw(json);
  }

  /** Writes a field unless there is nothing to write. */
  public JsonWriter fieldIfPresent(String name, @Nullable String text) {
    return text == null ? this : field(name, text);
  }

  /** {@return what was written} */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private JsonWriter open(char bracket) {
    separate();
    put((byte) bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    put((byte) bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      put((byte) ',');
    }
    comma = true;
  }

  private void quote(String text) {
    put((byte) '"');
    put(ENCODER.quoteAsUTF8(text));
    put((byte) '"');
  }

  private void put(byte single) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = single;
  }

  private void put(byte[] more) {
    if (bytes.length - size < more.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more.length));
    }
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }
}
