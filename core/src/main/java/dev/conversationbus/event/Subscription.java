package dev.conversationbus.event;

/**
 * The handle that ends a listener. The listener is held strongly until then.
 *
 * @since 0.1.0
 */
public interface Subscription extends AutoCloseable {

  /** {@return whether the listener can still be called} */
  boolean isActive();

  /**
   * Ends the listener: no call begins after this has returned, one that runs already goes on.
   * Idempotent, and legal from inside the listener.
   */
  @Override
  void close();
}
