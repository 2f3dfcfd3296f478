package dev.conversationbus.event;

import dev.conversationbus.error.BodyMismatchException;

/** Reads the bodies of one event type; made once, used for every event. */
public final class BodyDecoder<T> {

  private final EventType<T> type;
  private final BodyCodec.Reader reader;

  private BodyDecoder(EventType<T> type, BodyCodec.Reader reader) {
    this.type = type;
    this.reader = reader;
  }

  public static <T> BodyDecoder<T> of(EventType<T> type, BodyCodec codec) {
    return new BodyDecoder<>(type, codec.reader(type.javaType()));
  }

  @SuppressWarnings("unchecked")
  public T decode(Body body) {
    try {
      return (T) reader.read(body);
    } catch (Exception e) {
      throw new BodyMismatchException(
          type.name(), type.javaType().getTypeName(), "", "cannot be read", null);
    }
  }
}
