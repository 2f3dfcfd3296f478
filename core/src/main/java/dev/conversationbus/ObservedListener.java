package dev.conversationbus;

import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.Subscription;
import org.jspecify.annotations.Nullable;

/** A listener whose calls are timed for an observer; there is none where nobody observes. */
final class ObservedListener<T> implements EventListener<T> {

  private final EventListener<T> listener;
  private final BusObserver observer;
  private volatile @Nullable Subscription subscription;

  ObservedListener(EventListener<T> listener, BusObserver observer) {
    this.listener = listener;
    this.observer = observer;
  }

  void registered(Subscription own) {
    subscription = own;
  }

  @Override
  public void onEvent(Sender from, CustomEvent<T> event) {
    long began = System.nanoTime();
    try {
      listener.onEvent(from, event);
    } catch (Throwable t) {
      throw new Timed(t, System.nanoTime() - began);
    }
    Subscription own = subscription;
    if (own != null) {
      observer.onDelivered(event, own, System.nanoTime() - began);
    }
  }

  /** What a listener threw, and after how long. */
  static final class Timed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final Throwable thrown;
    final long nanos;

    Timed(Throwable thrown, long nanos) {
      super(null, null, false, false);
      this.thrown = thrown;
      this.nanos = nanos;
    }
  }
}
