package dev.conversationbus.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Times on the wire: ISO 8601 in UTC, written with milliseconds, read with 0 to 9 digits. */
public final class WireTime {

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(java.util.Locale.ROOT);

  private static final DateTimeFormatter WRITE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", java.util.Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** {@return the text of a time, cut to milliseconds} */
  public static String write(Instant time) {
    return WRITE.format(time);
  }

  /**
   * {@return the time that the text names; in UTC unless it says otherwise}
   *
   * @throws MalformedJsonException if it names none
   */
  public static Instant read(String text) throws MalformedJsonException {
    try {
      return READ.parse(text, Instant::from);
    } catch (DateTimeException e) {
      throw new MalformedJsonException("not a time in ISO 8601");
    }
  }
}
