package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;

/** A conversation on a transport, spoken to in few words. */
record Talk(Transport transport, ConversationId id) {

  static final Duration DEADLINE = Duration.ofSeconds(10);

  static Talk on(Transport transport) {
    return new Talk(transport, now(transport.createConversation(null, null)).id());
  }

  /** {@return the answer that must be there already} */
  static <T> T now(CompletableFuture<T> answer) {
    if (!answer.isDone()) {
      throw new AssertionError("no answer yet");
    }
    return answer.join();
  }

  /** {@return the failure of an answer that must be there already} */
  static <E extends ConversationBusException> E failure(
      Class<E> expected, CompletableFuture<?> answer) {
    if (!answer.isCompletedExceptionally()) {
      throw new AssertionError("no failure");
    }
    return assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(answer::join)
        .havingCause()
        .asInstanceOf(InstanceOfAssertFactories.type(expected))
        .actual();
  }

  static MemberId member(Transport transport, ConversationId conversation, UserId user) {
    return now(transport.findMember(conversation, user)).orElseThrow().id();
  }

  Member join(String name) {
    return now(transport.join(id, now(transport.user(name)).id()));
  }

  CompletableFuture<Outcome> offer(
      @Nullable MemberId from, String name, Body body, @Nullable IdempotencyKey key) {
    return transport.publish(new Publication(id, from, name, body, key, DEADLINE));
  }

  /** Offers an event of this conversation to a transport that may not know it. */
  CompletableFuture<Outcome> offerTo(Transport other, IdempotencyKey key) {
    return new Talk(other, id).offer(null, "said", Body.empty(), key);
  }

  CompletableFuture<Outcome> offer(String name, String key) {
    return offer(null, name, Body.empty(), IdempotencyKey.of(key));
  }

  RecordedEvent say(@Nullable MemberId from, String name, Body body) {
    Outcome outcome = now(offer(from, name, body, null));
    if (outcome instanceof Outcome.Accepted accepted) {
      return accepted.event();
    }
    throw new AssertionError("not accepted: " + outcome);
  }

  RecordedEvent say(String name) {
    return say(null, name, Body.empty());
  }

  void sayTimes(int count) {
    for (int i = 0; i < count; i++) {
      say("said");
    }
  }

  Feed listen(long afterId, FeedObserver observer) {
    return now(transport.open(id, afterId, observer));
  }

  HistoryPage page(HistoryQuery query) {
    return now(transport.history(query));
  }

  HistoryQuery query() {
    return HistoryQuery.of(id);
  }
}
