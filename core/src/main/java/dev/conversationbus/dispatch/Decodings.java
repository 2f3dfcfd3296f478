package dev.conversationbus.dispatch;

import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** One event's body as the Java types that its listeners want, each read once. */
final class Decodings {

  private final CustomEvent<Body> event;
  private @Nullable Decoding first;

  Decodings(CustomEvent<Body> event) {
    this.event = event;
  }

  private record Decoding(
      Type javaType,
      @Nullable CustomEvent<?> read,
      @Nullable BodyMismatchException mismatch,
      @Nullable Decoding next) {}

  @SuppressWarnings("unchecked")
  <T> CustomEvent<T> read(Target<T> target) {
    if (target.type() == null) {
      return target.read(event);
    }
    Type javaType = target.type().javaType();
    for (Decoding d = first; d != null; d = d.next) {
      if (d.javaType.equals(javaType)) {
        if (d.mismatch != null) {
          throw d.mismatch;
        }
        return (CustomEvent<T>) java.util.Objects.requireNonNull(d.read);
      }
    }
    try {
      CustomEvent<T> read = target.read(event);
      first = new Decoding(javaType, read, null, first);
      return read;
    } catch (BodyMismatchException e) {
      first = new Decoding(javaType, null, e, first);
      throw e;
    }
  }
}
