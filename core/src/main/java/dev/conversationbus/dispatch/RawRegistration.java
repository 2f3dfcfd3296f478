package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A listener whose bodies stay JSON, called where the event arrives. */
final class RawRegistration extends Registration<Body> {

  RawRegistration(ListenerTable table, Target<Body> target, EventListener<Body> listener) {
    super(table, target, listener);
  }

  @Override
  boolean deliver(CustomEvent<Body> event, @Nullable Decodings decodings) {
    EventListener<Body> current = listener();
    if (current == null) {
      return false;
    }
    call(current, event, null);
    return true;
  }

  @Override
  Executor lane() {
    return table.lane();
  }
}
