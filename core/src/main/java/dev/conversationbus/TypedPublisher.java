package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.dispatch.Target;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import java.util.concurrent.Flow;

/** A publisher of one type; each subscriber has a backlog of its own. */
record TypedPublisher<T>(
    Listening listening, ConversationId conversation, Target<T> target, Start from)
    implements Flow.Publisher<CustomEvent<T>> {

  @Override
  public void subscribe(Flow.Subscriber<? super CustomEvent<T>> subscriber) {
    requireNonNull(subscriber, "subscriber");
    PacedSubscription<T> subscription = new PacedSubscription<>(subscriber);
    try {
      subscription.open(listening.paced(conversation, target, from, subscription));
    } catch (RuntimeException e) {
      subscription.refuse(e);
    }
  }
}
