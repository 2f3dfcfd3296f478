package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A listener whose bodies are read as a Java type, called where the event arrives. */
final class TypedRegistration<T> extends Registration<T> {

  TypedRegistration(ListenerTable table, Target<T> target, EventListener<T> listener) {
    super(table, target, listener);
  }

  @Override
  boolean deliver(CustomEvent<Body> event, @Nullable Decodings decodings) {
    EventListener<T> current = listener();
    if (current == null) {
      return false;
    }
    call(current, event, decodings);
    return true;
  }

  @Override
  Executor lane() {
    return table.lane();
  }
}
