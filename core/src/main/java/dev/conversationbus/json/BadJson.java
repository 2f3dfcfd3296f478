package dev.conversationbus.json;

import dev.conversationbus.error.Violation;
import java.io.IOException;
import java.util.List;

/**
 * JSON text that no body can be made of.
 *
 * <p>An {@link IOException} so that it passes through a codec that writes to a stream of ours; it
 * has no stack trace, because it always becomes another exception.
 */
public final class BadJson extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /** Makes an exception of at least one violation. */
  public BadJson(List<Violation> violations) {
    super(violations.get(0).code());
    this.violations = List.copyOf(violations);
  }

  /** {@return an exception for a value of another kind, of which the first byte is known} */
  public static BadJson notAnObject(byte first) {
    return new BadJson(List.of(Problems.notAnObject(first)));
  }

  /** {@return what is wrong, at least one violation} */
  public List<Violation> violations() {
    return violations;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
