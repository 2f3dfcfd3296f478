package dev.conversationbus.json;

import java.io.IOException;

/** The sign that a value writes JSON text of its own, which has to be looked at. */
final class RawJson extends IOException {

  private static final long serialVersionUID = 1L;

  RawJson() {
    super("text of the value's own");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
