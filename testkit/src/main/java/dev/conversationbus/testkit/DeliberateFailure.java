package dev.conversationbus.testkit;

import java.io.Serial;

/** What a test throws to see what becomes of it; without a trace, so that logs stay short. */
final class DeliberateFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  DeliberateFailure() {
    super("on purpose", null, false, false);
  }
}
