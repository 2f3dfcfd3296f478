package dev.conversationbus;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;

/**
 * What became of a send whose outcome was unknown.
 *
 * @since 0.1.0
 */
public sealed interface Reconciliation {

  /**
   * It was recorded, once.
   *
   * @param event as it stands in the history
   */
  record Recorded(CustomEvent<Body> event) implements Reconciliation {}

  /** It was not recorded and never will be: send again. */
  enum NotRecorded implements Reconciliation {
    /** The only one. */
    INSTANCE
  }

  /**
   * It still cannot be told.
   *
   * @param why and what stands in the way
   */
  record StillUnknown(String why) implements Reconciliation {}
}
