package dev.conversationbus.http.feed;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Exchange;
import dev.conversationbus.http.exchange.Listener;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.http.exchange.StreamListener;
import dev.conversationbus.spi.HistoryPage;
import org.jspecify.annotations.Nullable;

/** What feeds are made of, as the transport supplies it. */
public interface Source {

  /** {@return whether the other side surely offers no stream} */
  boolean hasNoStream();

  /** Learns that the other side offers no stream. */
  void foundNoStream();

  /** {@return whether the answer is that of an endpoint of ours} */
  boolean isOurs(Answer answer);

  /** {@return the failure that an answer stands for} */
  ConversationBusException failure(Answer answer, String where);

  /** Begins an exchange that may be a stream. */
  Exchange beginStream(
      Request request, @Nullable String token, StreamListener stream, Listener listener);

  /** Reads what is behind an id, one page of it. */
  void read(ConversationId conversation, long afterId, Taker taker);

  /** Finds the id of the last event. */
  void lastId(ConversationId conversation, LastTaker taker);

  /** Takes a page or a failure. */
  @FunctionalInterface
  interface Taker {

    /** Takes the one that is not null. */
    void take(@Nullable HistoryPage page, @Nullable ConversationBusException failure);
  }

  /** Takes an id, unless there is a failure. */
  @FunctionalInterface
  interface LastTaker {

    /** Takes the id if the failure is null. */
    void take(long lastId, @Nullable ConversationBusException failure);
  }
}
