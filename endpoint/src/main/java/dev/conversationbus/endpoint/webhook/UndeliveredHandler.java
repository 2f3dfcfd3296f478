package dev.conversationbus.endpoint.webhook;

import dev.conversationbus.spi.RecordedEvent;

/**
 * Who is told of events that a webhook never got. Called on the webhooks' thread, so it must be
 * short; what it throws is logged and goes no further.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UndeliveredHandler {

  /**
   * Learns that an event was given up; the next one of its conversation follows.
   *
   * @param why what the last attempt came to
   */
  void onUndelivered(RecordedEvent event, String why);
}
