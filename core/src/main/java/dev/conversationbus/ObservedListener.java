package dev.conversationbus;

import dev.conversationbus.dispatch.Attached;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.Subscription;
import org.jspecify.annotations.Nullable;

/** A listener whose calls are timed for an observer; there is none where nobody observes. */
final class ObservedListener<T> implements EventListener<T>, Attached {

  private final EventListener<T> listener;
  private final BusObserver observer;
  private volatile @Nullable Subscription subscription;

  ObservedListener(EventListener<T> listener, BusObserver observer) {
    this.listener = listener;
    this.observer = observer;
  }

  @Override
  public void attached(Subscription own) {
    subscription = own;
    Attached.tell(listener, own);
  }

  @Override
  public void onEvent(Sender from, CustomEvent<T> event) {
    long began = System.nanoTime();
    try {
      listener.onEvent(from, event);
    } catch (Throwable t) {
      if (t instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new Timed(t, System.nanoTime() - began);
    }
    Subscription own = subscription;
    if (own != null) {
      observer.onDelivered(event, own, System.nanoTime() - began);
    }
  }

  /** {@return what the listener threw, of what was thrown in its place} */
  static Throwable causeOf(Throwable thrown) {
    return thrown instanceof Timed timed ? timed.thrown : thrown;
  }

  /** {@return for how long the listener ran before it threw; 0 if it was not called} */
  static long nanosOf(Throwable thrown) {
    return thrown instanceof Timed timed ? timed.nanos : 0;
  }

  /** What a listener threw, and after how long. */
  private static final class Timed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final transient Throwable thrown;
    final long nanos;

    Timed(Throwable thrown, long nanos) {
      super(null, null, false, false);
      this.thrown = thrown;
      this.nanos = nanos;
    }
  }
}
