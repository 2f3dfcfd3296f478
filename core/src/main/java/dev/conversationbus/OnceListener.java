package dev.conversationbus;

import dev.conversationbus.dispatch.Attached;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A listener for one event, which ends its subscription before it is called. */
final class OnceListener<T> implements EventListener<T>, Attached {

  private final AtomicReference<@Nullable EventListener<T>> listener;
  private volatile @Nullable Subscription subscription;

  OnceListener(EventListener<T> listener) {
    this.listener = new AtomicReference<>(listener);
  }

  @Override
  public void attached(Subscription own) {
    subscription = own;
  }

  @Override
  public void onEvent(Sender from, CustomEvent<T> event) throws Exception {
    EventListener<T> first = listener.getAndSet(null);
    Subscription own = subscription;
    if (own != null) {
      own.close();
    }
    if (first != null) {
      first.onEvent(from, event);
    }
  }
}
