package dev.conversationbus.inmemory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How likely each fault is.
 *
 * <pre>{@code
 * hub.failures().chaos(42, Chaos.of(Fault.LOSE_ANSWER, 0.1).and(Fault.DROP, 0.05));
 * }</pre>
 *
 * <p>A publication meets at most one fault, and so does an event on its way to a feed, and a query.
 *
 * @param probabilities from 0 (never) to 1 (always), in sum at most 1 for the faults of
 *     publications and at most 1 for those of events; what is not named never happens
 * @param maxDelay the longest of the delays, whose lengths are chosen evenly; more than zero, up to
 *     a day
 * @since 0.1.0
 */
public record Chaos(Map<Fault, Double> probabilities, Duration maxDelay) {

  private static final double ROUNDING = 1e-9;
  private static final Duration USUAL_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);

  /**
   * Copies the probabilities.
   *
   * @throws IllegalArgumentException if one or a sum of them, or the delay, is out of range
   */
  public Chaos {
    requireNonNull(maxDelay, "maxDelay");
    EnumMap<Fault, Double> copy = new EnumMap<>(Fault.class);
    copy.putAll(probabilities);
    for (Fault.Kind kind : Fault.Kind.values()) {
      checkSum(copy, kind);
    }
    if (maxDelay.isNegative() || maxDelay.isZero() || maxDelay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "maxDelay " + maxDelay + ": allowed is more than zero, up to " + LONGEST_DELAY);
    }
    probabilities = Collections.unmodifiableMap(copy);
  }

  private static void checkSum(Map<Fault, Double> probabilities, Fault.Kind kind) {
    double sum = 0;
    for (Map.Entry<Fault, Double> entry : probabilities.entrySet()) {
      double each = entry.getValue();
      if (!(each >= 0 && each <= 1)) {
        throw new IllegalArgumentException(
            "probability of " + entry.getKey() + " " + each + ": allowed are 0 to 1");
      }
      sum += entry.getKey().kind() == kind ? each : 0;
    }
    if (sum > 1 + ROUNDING) {
      throw new IllegalArgumentException(
          "probabilities for one " + kind + " add up to " + sum + ": allowed is 1");
    }
  }

  /** {@return one fault by chance, and delays of up to a second} */
  public static Chaos of(Fault fault, double probability) {
    return new Chaos(Map.of(fault, probability), USUAL_DELAY);
  }

  /**
   * {@return every fault equally likely, and delays of up to a second}
   *
   * @param probability of each, 0 to 0.2
   */
  public static Chaos ofEach(double probability) {
    Map<Fault, Double> all = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      all.put(fault, probability);
    }
    return new Chaos(all, USUAL_DELAY);
  }

  /** {@return this chaos with another probability of a fault} */
  public Chaos and(Fault fault, double probability) {
    Map<Fault, Double> changed = new EnumMap<>(Fault.class);
    changed.putAll(probabilities);
    changed.put(fault, probability);
    return new Chaos(changed, maxDelay);
  }

  /** {@return this chaos with another longest delay} */
  public Chaos withMaxDelay(Duration longest) {
    return new Chaos(probabilities, longest);
  }

  /** {@return how likely a fault is} */
  public double probabilityOf(Fault fault) {
    return probabilities.getOrDefault(requireNonNull(fault, "fault"), 0.0);
  }
}
