package dev.conversationbus.error;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An event whose type or body breaks the rules; nothing was sent. All violations are listed, not
 * only the first.
 *
 * @since 0.1.0
 */
public final class InvalidEventException extends ConversationBusException {

  @Serial private static final long serialVersionUID = 1L;

  /** An immutable list is serializable, which its type does not say. */
  @SuppressWarnings("serial")
  private final List<Violation> violations;

  /**
   * Makes an exception of at least one violation.
   *
   * @throws IllegalArgumentException if {@code violations} is empty
   */
  public InvalidEventException(List<Violation> violations) {
    super("event.invalid", false, describe(violations), null);
    this.violations = List.copyOf(violations);
  }

  /** {@return every rule that was broken, at least one} */
  public List<Violation> violations() {
    return violations;
  }

  private static String describe(List<Violation> violations) {
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("violations is empty");
    }
    return violations.stream()
        .map(Violation::toString)
        .collect(Collectors.joining("; ", "event refused, nothing was sent: ", ""));
  }
}
