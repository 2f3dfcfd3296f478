package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Subscription;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A listener in a table, and the handle that ends it. Ending clears the listener, so that a look-up
 * needs no second flag; what is left in the table is swept up later.
 */
public abstract sealed class Registration<T> implements Subscription
    permits RawRegistration, TypedRegistration, BufferedRegistration {

  private static final VarHandle LISTENER;

  static {
    try {
      LISTENER =
          MethodHandles.lookup().findVarHandle(Registration.class, "listener", EventListener.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final ListenerTable table;
  final Target<T> target;
  private volatile @Nullable EventListener<T> listener;

  Registration(ListenerTable table, Target<T> target, EventListener<T> listener) {
    this.table = table;
    this.target = target;
    this.listener = listener;
  }

  /** Null once ended. */
  final @Nullable EventListener<T> listener() {
    return listener;
  }

  /** Tells a listener that wants to know of its subscription, before anything can be heard. */
  final void attach() {
    EventListener<T> told = listener;
    if (told != null) {
      Attached.tell(told, this);
    }
  }

  public final Target<T> target() {
    return target;
  }

  /**
   * Hands over an event that this registration matches.
   *
   * @return whether there was still a listener
   */
  abstract boolean deliver(CustomEvent<Body> event, @Nullable Decodings decodings);

  /** Runs what must not overlap with a call of the listener. */
  abstract Executor lane();

  /**
   * Calls the listener again with an event that it failed to handle, in its turn.
   *
   * @return what it threw this time, null if it did not; failed if it was not called
   */
  public final CompletableFuture<@Nullable Throwable> redeliver(CustomEvent<Body> event) {
    Redelivery<T> redelivery = new Redelivery<>(event, this);
    lane().execute(redelivery);
    return redelivery.done();
  }

  /** What else must be released. */
  void onClosed() {}

  @Override
  public final boolean isActive() {
    return listener != null;
  }

  @Override
  public final void close() {
    if (LISTENER.getAndSet(this, (EventListener<T>) null) != null) {
      table.closed(this);
      onClosed();
    }
  }

  /** Calls the listener; what it throws goes to the table's owner and no further. */
  final boolean call(
      EventListener<T> current, CustomEvent<Body> event, @Nullable Decodings decodings) {
    try {
      CustomEvent<T> read = decodings == null ? target.read(event) : decodings.read(target);
      current.onEvent(event.from(), read);
      return true;
    } catch (Throwable t) {
      failed(event, t);
      return false;
    }
  }

  private void failed(CustomEvent<Body> event, Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    table.onFailed(this, event, thrown);
  }
}
