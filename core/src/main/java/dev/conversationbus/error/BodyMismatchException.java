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
   * Makes an exception for a body that was not read.
   *
   * @param eventType the event's type name, empty if it is not known
   * @param path where in the body the mismatch is, such as {@code order.lines[2].price}; empty for
   *     the whole body
   * @param problem what stood there in terms of JSON types, never its value
   */
  public BodyMismatchException(
      String eventType, String javaType, String path, String problem, @Nullable Throwable cause) {
    this(
        "body.mismatch",
        "body"
            + of(eventType)
            + " does not fit "
            + javaType
            + at(path)
            + ": "
            + problem
            + "; change the Java type, or listen untyped",
        eventType,
        javaType,
        path,
        cause);
  }

  private BodyMismatchException(
      String code,
      String message,
      String eventType,
      String javaType,
      String path,
      @Nullable Throwable cause) {
    super(code, false, message, cause);
    this.eventType = eventType;
    this.javaType = javaType;
    this.path = path;
  }

  /**
   * {@return an exception for a value that cannot be written as a body, with the code {@code
   * body.unwritable}}
   *
   * @param eventType the event's type name, empty if it is not known
   * @param path where in the value the trouble is; empty for the whole
   * @param problem what the trouble is, without any value
   */
  public static BodyMismatchException unwritable(
      String eventType, String javaType, String path, String problem) {
    return new BodyMismatchException(
        "body.unwritable",
        javaType
            + " cannot be written as a body"
            + of(eventType)
            + at(path)
            + ": "
            + problem
            + "; nothing was sent; change the value, or its Java type",
        eventType,
        javaType,
        path,
        null);
  }

  private static String of(String eventType) {
    return eventType.isEmpty() ? "" : " of type " + eventType;
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : " at " + path;
  }

  /** {@return the event's type name, empty if it is not known} */
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
