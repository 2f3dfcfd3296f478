package dev.conversationbus.inmemory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Faults by seeded chance. Each kind of operation has random numbers of its own, so that what
 * befalls one kind does not depend on the others. Guarded by the script's lock.
 */
final class Dice {

  private final long seed;
  private final Chaos chaos;
  private final Map<Fault.Kind, Die> dice = new EnumMap<>(Fault.Kind.class);

  /** The random numbers of one kind; their algorithm is the same on every Java. */
  private static final class Die {
    private final Random random;
    private long count;

    Die(long seed) {
      this.random = new Random(seed);
    }

    @Override
    public String toString() {
      return Long.toString(count);
    }
  }

  Dice(long seed, Chaos chaos) {
    this.seed = seed;
    this.chaos = chaos;
    Random seeds = new Random(seed);
    for (Fault.Kind kind : Fault.Kind.values()) {
      dice.put(kind, new Die(seeds.nextLong()));
    }
  }

  /** Draws what happens to an operation. */
  Optional<Mishap> throwFor(Fault.Kind kind) {
    Die die = requireNonNull(dice.get(kind));
    die.count++;
    double chance = die.random.nextDouble();
    // Drawn in any case, so that it depends on no probability which number comes next.
    double length = die.random.nextDouble();
    for (Map.Entry<Fault, Double> entry : chaos.probabilities().entrySet()) {
      Fault fault = entry.getKey();
      if (fault.kind() == kind) {
        if (chance < entry.getValue()) {
          return Optional.of(new Mishap(fault, delay(fault, length), null, origin(die, kind)));
        }
        chance -= entry.getValue();
      }
    }
    return Optional.empty();
  }

  private Duration delay(Fault fault, double length) {
    return switch (fault) {
      case DELAY_REQUEST, DELAY_ANSWER, DELAY_EVENT ->
          Duration.ofNanos(1 + (long) (length * (chaos.maxDelay().toNanos() - 1)));
      default -> Duration.ZERO;
    };
  }

  private String origin(Die die, Fault.Kind kind) {
    return "chance of the failure script, seed " + seed + ", number " + die.count + " of " + kind;
  }

  /** {@return how to come to the same place again} */
  @Override
  public String toString() {
    return "chaos with seed " + seed + ", " + chaos + ", operations so far " + dice;
  }
}
