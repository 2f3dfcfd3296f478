package dev.conversationbus.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** The lane under threads: every task is run, and never two at a time. */
public class LaneLincheckTest {

  private final Lane lane = new Lane(null);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private final AtomicInteger given = new AtomicInteger();

  /** Changed by tasks only, without any care of their own. */
  private int done;

  private void task() {
    if (inside.incrementAndGet() != 1) {
      overlaps.incrementAndGet();
    }
    done++;
    inside.decrementAndGet();
  }

  @Operation
  public void execute() {
    given.incrementAndGet();
    lane.execute(this::task);
  }

  @Operation
  public void executeFromInside() {
    given.addAndGet(2);
    lane.execute(
        () -> {
          lane.execute(this::task);
          task();
        });
  }

  @Operation
  public void enter() {
    given.incrementAndGet();
    if (lane.tryEnter()) {
      try {
        task();
      } finally {
        lane.leave();
      }
    } else {
      lane.execute(this::task);
    }
  }

  @Operation
  public void fail() {
    lane.execute(
        () -> {
          throw new IllegalStateException("a task that fails");
        });
  }

  @Validate
  public void everyTaskWasRunAlone() {
    if (overlaps.get() != 0 || done != given.get()) {
      throw new IllegalStateException(
          "given " + given + ", done " + done + ", overlapping " + overlaps);
    }
  }

  @Test
  void tasksNeverOverlapAndNoneIsLost() {
    new StressOptions()
        .iterations(15)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(4)
        .check(LaneLincheckTest.class);
  }
}
