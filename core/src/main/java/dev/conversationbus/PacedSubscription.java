package dev.conversationbus;

import dev.conversationbus.dispatch.Paced;
import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a subscriber of a publisher asks with, by the rules of Reactive Streams: its signals come
 * one after another, the subscription first, and none after it has cancelled or was told the end.
 *
 * <p>What is asked for while the subscriber is being given the subscription counts from its return
 * on, so that no event comes beside that call.
 */
final class PacedSubscription<T> implements Flow.Subscription, EventListener<T> {

  private static final Logger LOG = LoggerFactory.getLogger(PacedSubscription.class);

  private final Flow.Subscriber<? super CustomEvent<T>> subscriber;
  private final Object lock = new Object();
  private @Nullable Paced paced;
  private long asked;
  private boolean cancelled;
  private @Nullable RuntimeException failure;

  PacedSubscription(Flow.Subscriber<? super CustomEvent<T>> subscriber) {
    this.subscriber = subscriber;
  }

  /** Hands the subscription to its subscriber, and lets events through from then on. */
  void open(Paced opened) {
    if (!introduce()) {
      opened.close();
      return;
    }
    long demand;
    boolean ended;
    synchronized (lock) {
      paced = opened;
      demand = asked;
      ended = cancelled || failure != null;
    }
    opened.whenEnded(this::ended);
    if (ended) {
      opened.close();
    } else if (demand > 0) {
      opened.request(demand);
    }
  }

  /** Hands the subscription to its subscriber, and tells that there is none. */
  void refuse(RuntimeException reason) {
    if (introduce()) {
      synchronized (lock) {
        failure = reason;
      }
      ended();
    }
  }

  private boolean introduce() {
    try {
      subscriber.onSubscribe(this);
      return true;
    } catch (RuntimeException e) {
      LOG.error("a subscriber failed to take its subscription, which is ended", e);
      return false;
    }
  }

  @Override
  public void request(long more) {
    Paced current;
    synchronized (lock) {
      if (cancelled || failure != null) {
        return;
      }
      if (more <= 0) {
        failure =
            new IllegalArgumentException(
                "asked for " + more + " events: allowed are 1 and more (rule 3.9)");
      } else {
        asked = asked + more < 0 ? Long.MAX_VALUE : asked + more;
      }
      current = paced;
    }
    if (current == null) {
      return;
    }
    if (more <= 0) {
      current.close();
    } else {
      current.request(more);
    }
  }

  @Override
  public void cancel() {
    Paced current;
    synchronized (lock) {
      cancelled = true;
      current = paced;
    }
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void onEvent(Sender from, CustomEvent<T> event) {
    try {
      subscriber.onNext(event);
    } catch (Throwable t) {
      // A subscriber that throws has ended its subscription (rule 2.13).
      cancel();
      throw t;
    }
  }

  /** Tells the subscriber of an end that is not its own doing. */
  private void ended() {
    RuntimeException reason;
    synchronized (lock) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      reason = failure == null ? new BusClosedException("the subscription") : failure;
    }
    try {
      subscriber.onError(reason);
    } catch (RuntimeException e) {
      LOG.error("a subscriber failed to take the end of its subscription", e);
    }
  }
}
