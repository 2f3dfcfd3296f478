package dev.conversationbus.spi;

/**
 * The two namespaces of event names: a custom event may be called {@code text} and is not the
 * system's {@code text}.
 *
 * @since 0.1.0
 */
public enum EventKind {
  /** Sent by a member or the application; {@code custom:} and the name on the wire. */
  CUSTOM,
  /**
   * Recorded by the transport itself: {@code member:joined}, {@code member:left}, {@code
   * event:delete} and so on.
   */
  SYSTEM
}
