package dev.conversationbus.http;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Engine;
import dev.conversationbus.http.exchange.Exchange;
import dev.conversationbus.http.exchange.Listener;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.http.exchange.StreamListener;
import dev.conversationbus.http.feed.Source;
import org.jspecify.annotations.Nullable;

/** What the feeds of a transport are made of. */
record FeedSource(Engine engine, Learned learned, Ask ask, Histories histories) implements Source {

  @Override
  public boolean hasNoStream() {
    return learned.hasNoStream();
  }

  @Override
  public void foundNoStream() {
    learned.foundNoStream();
  }

  @Override
  public boolean isOurs(Answer answer) {
    return learned.isOurs(answer);
  }

  @Override
  public ConversationBusException failure(Answer answer, String where) {
    return ask.failure(answer, where);
  }

  @Override
  public Exchange beginStream(
      Request request, @Nullable String token, StreamListener stream, Listener listener) {
    return engine.beginStream(request, token, stream, listener);
  }

  @Override
  public void read(ConversationId conversation, long afterId, Taker taker) {
    var unused =
        histories
            .behind(conversation, afterId)
            .whenComplete((page, failure) -> taker.take(page, reason(failure)));
  }

  @Override
  public void lastId(ConversationId conversation, LastTaker taker) {
    var unused =
        histories
            .lastId(conversation)
            .whenComplete((last, failure) -> taker.take(last == null ? 0 : last, reason(failure)));
  }

  private static @Nullable ConversationBusException reason(@Nullable Throwable failure) {
    Throwable reason = Histories.unwrap(failure);
    return reason == null || reason instanceof ConversationBusException
        ? (ConversationBusException) reason
        : new UnavailableException("the transport failed", null, reason);
  }
}
