package dev.conversationbus.json;

import dev.conversationbus.error.Violation;

/** JSON text that no body can be made of. */
public final class BadJson extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  BadJson(Violation violation) {
    super(violation.toString(), null, false, false);
    this.violation = violation;
  }

  public Violation violation() {
    return violation;
  }
}
