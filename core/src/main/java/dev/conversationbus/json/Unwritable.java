package dev.conversationbus.json;

import java.io.IOException;

/** A value that JSON has no form for; its message holds nothing of the value. */
public final class Unwritable extends IOException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Makes an exception.
   *
   * @param path of the value in the whole, such as {@code lines[2].price}; empty for the whole
   */
  public Unwritable(String path, String problem) {
    super(problem);
    this.path = path;
  }

  /** {@return where the value stands in the whole} */
  public String path() {
    return path;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
