package dev.conversationbus.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A body that does not fit the Java type of its listener, or a value that cannot be written as a
 * JSON object.
 *
 * <p>It concerns one delivery to one listener; the feed goes on.
 *
 * @since 0.1.0
 */
public final class BodyMismatchException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  private final String eventType;
  private final String javaType;
  private final String path;

  /**
   * Makes an exception.
   *
   * @param path where in the body the mismatch is, such as {@code order.lines[2].price}; empty for
   *     the whole body
   * @param problem what stood there in terms of JSON types, never its value
   */
  public BodyMismatchException(
      String eventType, String javaType, String path, String problem, @Nullable Throwable cause) {
    super(
        "body.mismatch",
        false,
        "body of type "
            + eventType
            + " does not fit "
            + javaType
            + (path.isEmpty() ? "" : " at " + path)
            + ": "
            + problem
            + "; change the record, or listen untyped",
        cause);
    this.eventType = eventType;
    this.javaType = javaType;
    this.path = path;
  }

  /** {@return the event's type name} */
  public String eventType() {
    return eventType;
  }

  /** {@return the Java type that the body does not fit} */
  public String javaType() {
    return javaType;
  }

  /** {@return the place of the mismatch in the body, empty for the whole body} */
  public String path() {
    return path;
  }
}
