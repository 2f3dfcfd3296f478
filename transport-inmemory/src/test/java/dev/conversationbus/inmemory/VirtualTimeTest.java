package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
  private final List<String> ran = new ArrayList<>();

  private Timing.Cancellation plan(long seconds, String name) {
    return time.after(
        Duration.ofSeconds(seconds), () -> ran.add(name + "@" + time.now().getEpochSecond()));
  }

  @Test
  void timeStandsStillUntilItIsMoved() {
    assertThat(time.instant()).isEqualTo(Instant.EPOCH);
    time.advance(Duration.ofSeconds(3));
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(3)).isEqualTo(time.instant());
  }

  @Test
  void tasksRunInTheOrderInWhichTheyAreDueEachAtItsTime() {
    plan(3, "c");
    plan(1, "a");
    plan(2, "b1");
    plan(2, "b2");
    plan(4, "d");
    time.advance(Duration.ofSeconds(3));

    assertThat(ran).containsExactly("a@1", "b1@2", "b2@2", "c@3");
    assertThat(time.waitingTasks()).isEqualTo(1);
    assertThat(time).hasToString("VirtualTime[1970-01-01T00:00:03Z, 1 tasks waiting]");
  }

  @Test
  void taskWithoutDelayWaitsForTheNextMove() {
    plan(0, "now");
    plan(-1, "earlier");
    assertThat(ran).isEmpty();
    time.advance(Duration.ZERO);

    assertThat(ran).containsExactly("now@0", "earlier@0");
  }

  @Test
  void cancelledTaskDoesNotRun() {
    Timing.Cancellation cancellation = plan(1, "a");
    plan(1, "b");
    cancellation.cancel();
    cancellation.cancel();
    time.advance(Duration.ofSeconds(1));

    assertThat(ran).containsExactly("b@1");
  }

  @Test
  void taskMayPlanFurtherTasks() {
    time.after(
        Duration.ofSeconds(1),
        () -> {
          plan(1, "within");
          plan(5, "beyond");
        });
    time.advance(Duration.ofSeconds(3));

    assertThat(ran).containsExactly("within@2");
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(3));
  }

  @Test
  void taskMayMoveTheTime() {
    time.after(Duration.ofSeconds(1), () -> time.advance(Duration.ofSeconds(9)));
    plan(5, "a");
    time.advance(Duration.ofSeconds(2));

    assertThat(ran).containsExactly("a@5");
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(10));
  }

  @Test
  void failingTaskKeepsNoOtherFromRunningAndIsTold() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    time.after(
        Duration.ofSeconds(1),
        () -> {
          throw first;
        });
    time.after(
        Duration.ofSeconds(1),
        () -> {
          throw second;
        });
    plan(2, "a");

    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(3)))
        .isSameAs(first)
        .hasSuppressedException(second);
    assertThat(ran).containsExactly("a@2");
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(3));
  }

  @Test
  void delayBeyondTheEndOfTimeIsNeverDue() {
    time.after(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));
    time.advance(Duration.ofDays(1_000_000));

    assertThat(ran).isEmpty();
    assertThat(time.waitingTasks()).isEqualTo(1);
  }

  @Test
  void timeDoesNotRunBackwards() {
    assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
