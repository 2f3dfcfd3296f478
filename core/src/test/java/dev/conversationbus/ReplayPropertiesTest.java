package dev.conversationbus;

import java.util.concurrent.Executor;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * The central promise: whatever the schedule, each subscription hears each of its events exactly
 * once and in order, or was told which it cannot have.
 */
class ReplayPropertiesTest {

  private static final int TRIES = 1500;

  enum Mode {
    DIRECT,
    ORDERED,
    PER_LISTENER;

    Delivery on(Executor executor, int limit) {
      Delivery delivery =
          switch (this) {
            case DIRECT -> Delivery.direct();
            case ORDERED -> Delivery.ordered(executor);
            case PER_LISTENER -> Delivery.perListener(executor);
          };
      return delivery.withQueueLimit(limit);
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void nothingIsLostDoubledOrDisordered(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(min = 1, max = 8) int limit) {
    simulate(seed, mode, limit, new Simulation.Faults(0, 0, false, false));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aSpoiledFeedIsRepairedFromTheHistory(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(min = 1, max = 8) int limit) {
    simulate(seed, mode, limit, new Simulation.Faults(40, 0, false, false));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aHistoryThatFailsForAWhileIsReadAgain(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(min = 1, max = 8) int limit) {
    simulate(seed, mode, limit, new Simulation.Faults(30, 50, true, false));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void whatIsForgottenIsAnnounced(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(min = 1, max = 8) int limit) {
    simulate(seed, mode, limit, new Simulation.Faults(30, 30, true, true));
  }

  private static void simulate(long seed, Mode mode, int limit, Simulation.Faults faults) {
    ManualExecutor executor = new ManualExecutor();
    try (Simulation simulation = new Simulation(seed, mode.on(executor, limit), executor, faults)) {
      simulation.run();
    }
  }
}
