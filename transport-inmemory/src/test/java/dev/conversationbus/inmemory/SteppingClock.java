package dev.conversationbus.inmemory;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test sets as it likes, backwards too. */
class SteppingClock implements Timing {

  long millis;

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public Cancellation after(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("nothing is delayed here");
  }
}
