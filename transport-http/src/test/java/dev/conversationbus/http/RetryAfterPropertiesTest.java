package dev.conversationbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.http.attempt.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryAfterPropertiesTest {

  @Property(tries = 200)
  void secondsAreWaitedInFull(@ForAll @IntRange(max = 100_000) int seconds) {
    assertThat(RetryAfter.parse(Integer.toString(seconds), Instant.EPOCH))
        .contains(Duration.ofSeconds(seconds));
  }

  @Property(tries = 500)
  void aDateIsNeverWaitedForTooShort(
      @ForAll @LongRange(max = 4_000_000_000_000L) long nowMillis,
      @ForAll @IntRange(max = 100_000) int seconds) {
    Instant now = Instant.ofEpochMilli(nowMillis);
    Instant then = Instant.ofEpochSecond(now.getEpochSecond() + seconds);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
    Duration wait = RetryAfter.parse(date, now).orElseThrow();
    assertThat(now.plus(wait)).isAfterOrEqualTo(then);
  }

  @Property(tries = 200)
  void anythingElseIsNoAnswer(@ForAll String text) {
    if (!text.strip().matches("[0-9]+")) {
      assertThat(RetryAfter.parse(text, Instant.EPOCH)).isEmpty();
    }
  }
}
