package dev.conversationbus;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.Optional;

/**
 * Who is told of events that nobody listens for, in conversations that have listeners.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UnhandledEventHandler {

  /**
   * Learns of an event that nobody heard.
   *
   * @param didYouMean a type with listeners that is spelled much like this one
   */
  void onUnhandled(CustomEvent<Body> event, Optional<String> didYouMean);
}
