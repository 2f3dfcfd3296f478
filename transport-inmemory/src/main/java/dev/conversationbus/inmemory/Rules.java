package dev.conversationbus.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What all conversations of a hub have in common. */
final class Rules {

  private final InstantSource clock;
  private final Retention retention;
  private final Duration keyWindow;
  private final int keyLimit;

  /** Shared by all events of one millisecond; a race over it costs an object, no more. */
  private Instant latest = Instant.EPOCH;

  Rules(InstantSource clock, Retention retention, Duration keyWindow, int keyLimit) {
    this.clock = clock;
    this.retention = retention;
    this.keyWindow = keyWindow;
    this.keyLimit = keyLimit;
  }

  /** {@return the time in whole milliseconds, all that a wire carries} */
  Instant now() {
    long millis = clock.millis();
    Instant known = latest;
    if (known.toEpochMilli() == millis) {
      return known;
    }
    Instant now = Instant.ofEpochMilli(millis);
    latest = now;
    return now;
  }

  Retention retention() {
    return retention;
  }

  /** {@return for how long a key is remembered} */
  Duration keyWindow() {
    return keyWindow;
  }

  /** {@return how many keys of one conversation are remembered} */
  int keyLimit() {
    return keyLimit;
  }
}
