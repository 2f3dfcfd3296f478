package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Delivery;
import dev.conversationbus.Start;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises 3 and 7, for publishers: as many events as are asked for, in order, none left out. */
abstract class BusFlowPromises extends BusPromiseGroup {

  private static final EventType<Body> PING = EventType.raw("ping");

  /** Keeps what it is given, and asks only when it is told to. */
  private final class Reader implements Flow.Subscriber<CustomEvent<Body>> {
    final Inbox<Body> inbox = inbox();
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final CompletableFuture<Throwable> error = new CompletableFuture<>();

    void request(long more) throws InterruptedException {
      stage().get(subscription).request(more);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
    }

    @Override
    public void onNext(CustomEvent<Body> event) {
      unchecked(
          () -> {
            inbox.onEvent(event.from(), event);
            return true;
          });
    }

    @Override
    public void onError(Throwable failure) {
      error.complete(failure);
    }

    @Override
    public void onComplete() {}
  }

  /** Sends, and waits until a listener that asks for nothing has heard it all. */
  private void sayAndWait(Conversation lunch, int count) throws InterruptedException {
    Inbox<Body> witness = inbox();
    Subscription listening = lunch.on("ping", witness);
    sayMany(lunch, "ping", count);
    witness.count(count);
    listening.close();
  }

  @Test
  @DisplayName("3: a subscriber is given as many events as it asks for, and the others later")
  void demandIsObeyed() throws Exception {
    Conversation lunch = lunch();
    Reader reader = new Reader();
    lunch.publisher(PING).subscribe(reader);
    sayAndWait(lunch, 10);
    assertEquals(List.of(), reader.inbox.ids());
    reader.request(2);
    reader.inbox.exactly(List.of(1L, 2L));
    sayAndWait(lunch, 1);
    assertEquals(List.of(1L, 2L), reader.inbox.ids());
    reader.request(100);
    reader.inbox.exactly(recorded(lunch));
  }

  @Test
  @DisplayName("7: what is not asked for waits beyond the queue's limit, and is not lost")
  void whatIsNotAskedForIsNotLost() throws Exception {
    ConversationBus small =
        bench()
            .bus(builder -> builder.delivery(Delivery.ordered(bench().pool()).withQueueLimit(4)));
    Conversation lunch = small.newConversation().asApplication();
    Reader reader = new Reader();
    lunch.publisher(PING).subscribe(reader);
    sayAndWait(lunch, 50);
    reader.request(Long.MAX_VALUE);
    reader.inbox.exactly(recorded(lunch));
  }

  @Test
  @DisplayName("3: a subscriber can start in the past")
  void aSubscriberCanStartInThePast() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 5);
    Reader reader = new Reader();
    lunch.publisher(PING, Start.afterId(2)).subscribe(reader);
    reader.request(2);
    reader.inbox.exactly(List.of(3L, 4L));
    say(lunch, "ping");
    reader.request(10);
    reader.inbox.exactly(List.of(3L, 4L, 5L, 6L));
  }

  @Test
  @DisplayName("3: subscribers of one publisher have each their own place and demand")
  void subscribersAreIndependent() throws Exception {
    Conversation lunch = lunch();
    Flow.Publisher<CustomEvent<Body>> publisher = lunch.publisher(PING);
    Reader first = new Reader();
    publisher.subscribe(first);
    sayAndWait(lunch, 3);
    Reader second = new Reader();
    publisher.subscribe(second);
    sayAndWait(lunch, 2);
    second.request(10);
    second.inbox.exactly(List.of(4L, 5L));
    first.request(1);
    first.inbox.exactly(List.of(1L));
  }

  @Test
  @DisplayName("3: a subscriber that cancels is given nothing more")
  void cancellingEnds() throws Exception {
    Conversation lunch = lunch();
    Reader reader = new Reader();
    lunch.publisher(PING).subscribe(reader);
    reader.request(Long.MAX_VALUE);
    sayAndWait(lunch, 2);
    reader.inbox.count(2);
    stage().get(reader.subscription).cancel();
    stage().get(reader.subscription).cancel();
    sayAndWait(lunch, 3);
    assertEquals(List.of(1L, 2L), reader.inbox.ids());
  }

  @Test
  @DisplayName("7: asking for none is an error")
  void askingForNoneIsAnError() throws Exception {
    Conversation lunch = lunch();
    Reader reader = new Reader();
    lunch.publisher(PING).subscribe(reader);
    reader.request(0);
    assertInstanceOf(IllegalArgumentException.class, stage().get(reader.error));
  }
}
