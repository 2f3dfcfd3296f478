package dev.conversationbus.endpoint.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one post of one event came to. */
sealed interface Attempt {

  /** The receiver has it. */
  record Delivered() implements Attempt {}

  /** The receiver will not have it, however often it is posted. */
  record Refused(String why) implements Attempt {}

  /**
   * It may work later.
   *
   * @param notBefore how long the receiver asks to be left alone; null if it does not say
   */
  record Failed(String why, @Nullable Duration notBefore) implements Attempt {}

  /** {@return what an answer means} */
  static Attempt answered(int status, @Nullable Duration notBefore) {
    if (status >= 200 && status <= 205) {
      return new Delivered();
    }
    String why = "answered with status " + status;
    return status >= 500 || status == 429 || status == 408
        ? new Failed(why, notBefore)
        : new Refused(why);
  }
}
