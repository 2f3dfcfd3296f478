package dev.conversationbus;

/**
 * What happens to an event for whose listeners too many events wait already.
 *
 * @since 0.1.0
 */
public enum Overflow {
  /**
   * It is read again from the history when there is room; nothing is lost and nobody waits. What a
   * retention rule has removed by then is announced as a gap. The default.
   */
  CATCH_UP,
  /**
   * Whoever hands it over waits for room: the sender, on a transport in the same process. After the
   * bus's send deadline it waits no longer, and the event is caught up from the history. A listener
   * never waits, since others may wait for it: what it sends is caught up from the history at once.
   */
  BLOCK,
  /** The event that waits longest is dropped in its favour; counted and announced. */
  DROP_OLDEST,
  /** It is dropped; counted and announced. */
  DROP_NEWEST,
  /**
   * The subscriptions it was for are ended, which is announced with the number of events they did
   * not get.
   */
  FAIL
}
