package dev.conversationbus.event;

import dev.conversationbus.error.BodyMismatchException;

/**
 * Reads bodies as the Java type of one event type; made once for a type and a codec, used for many
 * bodies, by any number of threads.
 *
 * <pre>{@code
 * BodyDecoder<Vote> decoder = BodyDecoder.of(VOTE, BodyCodec.jackson());
 * Vote vote = decoder.decode(body);
 * }</pre>
 *
 * @param <T> the Java type of the body
 * @since 0.1.0
 */
public final class BodyDecoder<T> {

  private final EventType<T> type;
  private final Class<T> rawType;
  private final BodyCodec.Reader reader;

  private BodyDecoder(EventType<T> type, BodyCodec.Reader reader) {
    this.type = type;
    this.rawType = type.rawType();
    this.reader = reader;
  }

  /** {@return a decoder for bodies of the type; a raw type's bodies come back as they are} */
  public static <T> BodyDecoder<T> of(EventType<T> type, BodyCodec codec) {
    return new BodyDecoder<>(type, type.isRaw() ? body -> body : codec.reader(type.javaType()));
  }

  /** {@return the event type whose bodies are read} */
  public EventType<T> type() {
    return type;
  }

  /**
   * {@return the body as the event type's Java type, never null}
   *
   * @throws BodyMismatchException if the body does not fit; it names the place and the JSON type
   *     that stands there, and has no cause, since a codec's exceptions may hold values
   */
  public T decode(Body body) {
    Object value;
    try {
      value = reader.read(body);
    } catch (Misfit e) {
      throw mismatch(e.path(), e.problem());
    } catch (Exception | StackOverflowError e) {
      throw mismatch("", e.getClass().getName() + " was thrown");
    }
    if (rawType.isInstance(value)) {
      return rawType.cast(value);
    }
    throw mismatch(
        "",
        value == null
            ? "the codec made null of it"
            : "the codec made a " + value.getClass().getTypeName() + " of it");
  }

  private BodyMismatchException mismatch(String path, String problem) {
    return new BodyMismatchException(
        type.name(), type.javaType().getTypeName(), path, problem, null);
  }

  @Override
  public String toString() {
    return "BodyDecoder[" + type + "]";
  }
}
