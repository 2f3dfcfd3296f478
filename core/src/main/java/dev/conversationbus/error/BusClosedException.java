package dev.conversationbus.error;

import java.io.Serial;

/**
 * A call to a bus, transport or handle that has been closed; nothing was recorded.
 *
 * @since 0.1.0
 */
public final class BusClosedException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  /** Makes an exception that names what is closed. */
  public BusClosedException(String what) {
    super("bus.closed", false, what + " is closed; make a new one", null);
  }
}
