package dev.conversationbus.error;

import java.io.Serial;

/**
 * A send that the transport's other side refused; nothing was recorded.
 *
 * @since 0.1.0
 */
public final class DeliveryRejectedException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  private final String remoteCode;
  private final String detail;

  /** Makes an exception with the code and the detail that the other side gave. */
  public DeliveryRejectedException(String remoteCode, String detail) {
    super(
        "delivery.rejected",
        false,
        "the transport refused the event, " + remoteCode + ": " + detail,
        null);
    this.remoteCode = remoteCode;
    this.detail = detail;
  }

  /** {@return the code that the other side gave} */
  public String remoteCode() {
    return remoteCode;
  }

  /** {@return the explanation that the other side gave, possibly empty} */
  public String detail() {
    return detail;
  }
}
