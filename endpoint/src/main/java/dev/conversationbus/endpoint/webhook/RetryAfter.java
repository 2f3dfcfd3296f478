package dev.conversationbus.endpoint.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads how long a receiver asks to be left alone. */
final class RetryAfter {

  private RetryAfter() {}

  /**
   * {@return the wait}
   *
   * @param header seconds or a date; null if there is none
   */
  static @Nullable Duration read(@Nullable String header, InstantSource clock) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    try {
      if (text.matches("[0-9]{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      Instant when = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      Duration wait = Duration.between(clock.instant(), when);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
