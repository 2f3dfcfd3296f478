package dev.conversationbus;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Subscription;

/**
 * Who is told of everything that happens, for metrics and traces. Every method does nothing unless
 * overridden.
 *
 * <p>Called on the thread on which the thing happens, so it must be quick; what it throws is logged
 * and goes no further. Durations are in nanoseconds.
 *
 * @since 0.1.0
 */
public interface BusObserver {

  /** A valid event is handed to the transport. */
  default void onSent(ConversationId conversation, String type, int bodyBytes) {}

  /** The transport recorded an event that this bus sent, {@code nanos} after it was handed over. */
  default void onRecorded(ConversationId conversation, String type, long eventId, long nanos) {}

  /** A send ended without being accepted: refused here or there, or unknown. */
  default void onSendFailed(
      ConversationId conversation, String type, ConversationBusException reason, long nanos) {}

  /** A listener handled an event. */
  default void onDelivered(CustomEvent<?> event, Subscription subscription, long nanos) {}

  /** A listener failed to handle an event. */
  default void onFailed(ListenerFailure failure, long nanos) {}

  /** Nobody listened for an event. */
  default void onUnhandled(CustomEvent<?> event) {}

  /**
   * Events were not handed to listeners that waited for them: a queue was full, or the bus was
   * closed.
   */
  default void onDropped(ConversationId conversation, long events, String why) {}

  /** Events from {@code fromId} to {@code toId}, both inclusive, cannot be had any more. */
  default void onGap(ConversationId conversation, long fromId, long toId, String why) {}

  /** A feed broke and is being opened again; nothing is lost so far. */
  default void onFeedBroken(ConversationId conversation, long afterId) {}
}
