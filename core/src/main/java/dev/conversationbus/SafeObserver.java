package dev.conversationbus;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An observer whose failures go no further than the log. */
record SafeObserver(BusObserver observer) implements BusObserver {

  private static final Logger LOG = LoggerFactory.getLogger(BusObserver.class);

  @Override
  public void onSent(ConversationId conversation, String type, int bodyBytes) {
    quietly(() -> observer.onSent(conversation, type, bodyBytes));
  }

  @Override
  public void onRecorded(ConversationId conversation, String type, long eventId, long nanos) {
    quietly(() -> observer.onRecorded(conversation, type, eventId, nanos));
  }

  @Override
  public void onSendFailed(
      ConversationId conversation, String type, ConversationBusException reason, long nanos) {
    quietly(() -> observer.onSendFailed(conversation, type, reason, nanos));
  }

  @Override
  public void onDelivered(CustomEvent<?> event, Subscription subscription, long nanos) {
    quietly(() -> observer.onDelivered(event, subscription, nanos));
  }

  @Override
  public void onFailed(ListenerFailure failure, long nanos) {
    quietly(() -> observer.onFailed(failure, nanos));
  }

  @Override
  public void onUnhandled(CustomEvent<?> event) {
    quietly(() -> observer.onUnhandled(event));
  }

  @Override
  public void onDropped(ConversationId conversation, long events, String why) {
    quietly(() -> observer.onDropped(conversation, events, why));
  }

  @Override
  public void onGap(ConversationId conversation, long fromId, long toId, String why) {
    quietly(() -> observer.onGap(conversation, fromId, toId, why));
  }

  @Override
  public void onFeedBroken(ConversationId conversation, long afterId) {
    quietly(() -> observer.onFeedBroken(conversation, afterId));
  }

  private static void quietly(Runnable call) {
    try {
      call.run();
    } catch (Throwable t) {
      LOG.error("the bus's observer failed; the bus goes on", t);
    }
  }
}
