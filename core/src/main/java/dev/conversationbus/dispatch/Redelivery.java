package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One more attempt to have an event handled by the listener that failed to, in its turn. */
final class Redelivery<T> implements Lane.Refusable {

  private final CustomEvent<Body> event;
  private final Registration<T> registration;
  private final CompletableFuture<@Nullable Throwable> done = new CompletableFuture<>();

  Redelivery(CustomEvent<Body> event, Registration<T> registration) {
    this.event = event;
    this.registration = registration;
  }

  /** What the listener threw this time, null if it did not; failed if it was not called. */
  CompletableFuture<@Nullable Throwable> done() {
    return done;
  }

  @Override
  public void run() {
    EventListener<T> listener = registration.listener();
    if (listener == null) {
      done.completeExceptionally(new IllegalStateException("the subscription was ended"));
      return;
    }
    try {
      CustomEvent<T> read = registration.target().read(event);
      listener.onEvent(read.from(), read);
    } catch (Throwable t) {
      if (t instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      done.complete(t);
      return;
    }
    done.complete(null);
  }

  @Override
  public void onRefused() {
    done.completeExceptionally(
        new RejectedExecutionException("the executor of the bus's delivery refused"));
  }
}
