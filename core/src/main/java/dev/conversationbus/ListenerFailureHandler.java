package dev.conversationbus;

/**
 * Who is told of listeners that fail. Called on the thread that ran the listener; what it throws is
 * logged and goes no further.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ListenerFailureHandler {

  /** Learns of a failure; it is in the log and among the dead letters already. */
  void onFailure(ListenerFailure failure);
}
