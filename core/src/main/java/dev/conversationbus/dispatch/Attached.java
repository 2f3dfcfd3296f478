package dev.conversationbus.dispatch;

import dev.conversationbus.event.Subscription;

/** A listener that knows its own subscription. */
public interface Attached {

  /** Learns of the subscription, before the first event. */
  void attached(Subscription own);

  /** Tells a listener of its subscription if it wants to know. */
  static void tell(Object listener, Subscription own) {
    if (listener instanceof Attached attached) {
      attached.attached(own);
    }
  }
}
