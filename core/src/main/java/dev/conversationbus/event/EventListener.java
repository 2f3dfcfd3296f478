package dev.conversationbus.event;

/**
 * What a user does with an event.
 *
 * <p>It may block, throw, send, subscribe and close; what it throws reaches the failure handler,
 * the log and the dead letters, never another listener or the sender. Which thread runs it is
 * chosen on the bus.
 *
 * @param <T> the Java type of the body
 * @since 0.1.0
 */
@FunctionalInterface
public interface EventListener<T> {

  /**
   * Handles one event.
   *
   * @param from who sent it
   * @param event what was sent
   * @throws Exception to report a failure; the event becomes a dead letter
   */
  void onEvent(Sender from, CustomEvent<T> event) throws Exception;
}
