package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.dispatch.Paced;
import dev.conversationbus.dispatch.Target;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A publisher of one type; each subscriber has a backlog of its own. */
record TypedPublisher<T>(
    Listening listening, ConversationId conversation, Target<T> target, Start from)
    implements Flow.Publisher<CustomEvent<T>> {

  @Override
  public void subscribe(Flow.Subscriber<? super CustomEvent<T>> subscriber) {
    requireNonNull(subscriber, "subscriber");
    PacedSubscription subscription = new PacedSubscription(subscriber);
    Paced paced;
    try {
      paced =
          listening.paced(
              conversation, target, from, (sender, event) -> subscription.next(subscriber, event));
    } catch (RuntimeException e) {
      subscriber.onSubscribe(subscription);
      subscriber.onError(e);
      return;
    }
    subscription.paced.complete(paced);
    subscriber.onSubscribe(subscription);
  }

  /** What a subscriber asks with. */
  private static final class PacedSubscription implements Flow.Subscription {

    private final Flow.Subscriber<?> subscriber;
    private final CompletableFuture<Paced> paced = new CompletableFuture<>();

    PacedSubscription(Flow.Subscriber<?> subscriber) {
      this.subscriber = subscriber;
    }

    <E> void next(Flow.Subscriber<? super E> to, E event) {
      to.onNext(event);
    }

    @Override
    public void request(long more) {
      Paced current = paced.getNow(null);
      if (current == null || !current.isActive()) {
        return;
      }
      if (more <= 0) {
        current.close();
        subscriber.onError(
            new IllegalArgumentException("asked for " + more + " events: allowed are 1 and more"));
        return;
      }
      current.request(more);
    }

    @Override
    public void cancel() {
      Paced current = paced.getNow(null);
      if (current != null) {
        current.close();
      }
    }
  }
}
