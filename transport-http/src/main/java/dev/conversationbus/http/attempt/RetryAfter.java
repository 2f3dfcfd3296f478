package dev.conversationbus.http.attempt;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reader of the header that says how long to wait, in seconds or as a date. */
public final class RetryAfter {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
  private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

  private RetryAfter() {}

  /**
   * {@return the wait that the value asks for, rounded up to the next second where it is a date;
   * empty if it is missing or cannot be read}
   */
  public static Optional<Duration> parse(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long seconds = text.length() > 9 ? LONGEST_SECONDS : Long.parseLong(text);
      return Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)));
    }
    try {
      // A date has whole seconds; the other side's clock may be anywhere within the next one.
      Instant then = ZonedDateTime.parse(text, DATE).toInstant();
      Duration wait = Duration.between(now, then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
