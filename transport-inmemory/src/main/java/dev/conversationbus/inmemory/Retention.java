package dev.conversationbus.inmemory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule for how much of each conversation's history is kept.
 *
 * <pre>{@code
 * Retention.lastEvents(10_000).andYoungerThan(Duration.ofHours(1));
 * }</pre>
 *
 * <p>It is applied to a conversation whenever something is recorded in it, and, for an age,
 * whenever it is read; a conversation that nobody touches keeps its events. What was forgotten is
 * told: by {@code HistoryPage.forgottenThrough}, and to a feed whose place was behind by {@code
 * onGap}.
 *
 * <p>Immutable. Two rules are equal if they keep the same.
 *
 * @since 0.1.0
 */
public final class Retention {

  private static final Retention UNLIMITED = new Retention(Long.MAX_VALUE, null);

  private final long events;
  private final @Nullable Duration age;

  private Retention(long events, @Nullable Duration age) {
    this.events = events;
    this.age = age;
  }

  /** {@return the rule that keeps everything} */
  public static Retention unlimited() {
    return UNLIMITED;
  }

  /** {@return the rule that keeps the last {@code count} events of all kinds, at least 1} */
  public static Retention lastEvents(long count) {
    return UNLIMITED.andLastEvents(count);
  }

  /** {@return the rule that keeps events younger than {@code age}, which is more than zero} */
  public static Retention youngerThan(Duration age) {
    return UNLIMITED.andYoungerThan(age);
  }

  /** {@return this rule, with another bound on the number of events, at least 1} */
  public Retention andLastEvents(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("keep " + count + " events: allowed are 1 or more");
    }
    return new Retention(count, age);
  }

  /** {@return this rule, with another bound on the age of events, more than zero} */
  public Retention andYoungerThan(Duration limit) {
    requireNonNull(limit, "limit");
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("keep for " + limit + ": allowed is more than zero");
    }
    return new Retention(events, limit);
  }

  /** {@return whether the passing of time alone can make a log forget} */
  boolean isAgeing() {
    return age != null;
  }

  /** Makes a log forget what the rule does not keep; its monitor is held. */
  void applyTo(EventLog log, Instant now) {
    if (events == Long.MAX_VALUE && age == null) {
      return;
    }
    long last = log.lastId();
    long through = Math.max(log.forgottenThrough(), last - events);
    if (age != null) {
      Instant oldest = now.minus(age);
      while (through < last && !isAfter(log, through + 1, oldest)) {
        through++;
      }
    }
    log.forgetThrough(through);
  }

  private static boolean isAfter(EventLog log, long id, Instant oldest) {
    var event = log.get(id);
    return event != null && event.timestamp().isAfter(oldest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Retention that
        && events == that.events
        && Objects.equals(age, that.age);
  }

  @Override
  public int hashCode() {
    return Objects.hash(events, age);
  }

  @Override
  public String toString() {
    if (events == Long.MAX_VALUE) {
      return age == null ? "unlimited" : "younger than " + age;
    }
    return "last " + events + " events" + (age == null ? "" : " younger than " + age);
  }
}
