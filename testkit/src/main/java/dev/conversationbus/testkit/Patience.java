package dev.conversationbus.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How an assertion waits: so long in real time, or by moving a time of the test's own.
 *
 * @param limit of the wait, zero or more
 * @param time moves the test's own time; null for real time
 */
record Patience(Duration limit, @Nullable Consumer<Duration> time) {

  private static final Duration DEFAULT = Duration.ofSeconds(5);
  private static final int STEPS = 20;

  Patience {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("limit " + limit + ": allowed is zero and more");
    }
  }

  static Patience defaults() {
    return new Patience(DEFAULT, null);
  }

  Patience within(Duration other) {
    return new Patience(other, time);
  }

  Patience moving(Consumer<Duration> other) {
    return new Patience(limit, other);
  }

  /**
   * Waits until something holds, and returns whether it does. It is asked again whenever more was
   * heard; once a test's own time has run out, real time is given for threads that are on the way.
   */
  boolean until(Recording recording, LongSupplier lastSeen, BooleanSupplier holds) {
    if (holds.getAsBoolean()) {
      return true;
    }
    if (time == null) {
      return inRealTime(limit, recording, lastSeen, holds);
    }
    return inMovedTime(time, holds) || inRealTime(DEFAULT, recording, lastSeen, holds);
  }

  /** Waits for the whole limit unless something holds before, and returns whether it does. */
  boolean throughout(Recording recording, LongSupplier lastSeen, BooleanSupplier holds) {
    if (holds.getAsBoolean()) {
      return true;
    }
    return time == null ? inRealTime(limit, recording, lastSeen, holds) : inMovedTime(time, holds);
  }

  private boolean inMovedTime(Consumer<Duration> moving, BooleanSupplier holds) {
    Duration step = limit.dividedBy(STEPS);
    Duration left = limit;
    for (int i = 1; i < STEPS; i++) {
      moving.accept(step);
      left = left.minus(step);
      if (holds.getAsBoolean()) {
        return true;
      }
    }
    moving.accept(left);
    return holds.getAsBoolean();
  }

  private static boolean inRealTime(
      Duration limit, Recording recording, LongSupplier lastSeen, BooleanSupplier holds) {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
      try {
        recording.awaitAfter(lastSeen.getAsLong(), left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for events", e);
      }
      if (holds.getAsBoolean()) {
        return true;
      }
      if (recording.dropped() > 0) {
        return false;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return limit + (time == null ? "" : " of the test's own time");
  }
}
