package dev.conversationbus.inmemory;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it.
 *
 * <pre>{@code
 * VirtualTime time = VirtualTime.create();
 * InMemoryHub hub = InMemoryHub.builder().timing(time).build();
 * time.advance(Duration.ofSeconds(10));     // whatever is due within 10 seconds has run
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for use by many threads. Tasks run on the thread that moves the time, in
 * the order in which they are due, those due at the same time in the order in which they were
 * given; no lock is held meanwhile. A task may move the time and may give further tasks.
 *
 * @since 0.1.0
 */
public final class VirtualTime implements Timing {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Object lock = new Object();
  private final Queue<Task> waiting =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
  private long taskCount;
  private volatile Instant now;

  private record Task(Instant due, long number, Runnable action) {}

  private VirtualTime(Instant start) {
    this.now = start;
  }

  /** {@return a time that stands at the beginning of 2026 in UTC} */
  public static VirtualTime create() {
    return new VirtualTime(START);
  }

  /** {@return a time that stands at {@code start}} */
  public static VirtualTime startingAt(Instant start) {
    return new VirtualTime(requireNonNull(start, "start"));
  }

  /** {@return where the time stands; the same as {@link #instant()}} */
  public Instant now() {
    return now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Gives a task that a later {@link #advance} runs, one by zero included if the delay is zero or
   * less.
   */
  @Override
  public Cancellation after(Duration delay, Runnable task) {
    requireNonNull(task, "task");
    synchronized (lock) {
      Instant due = delay.isNegative() ? now : later(delay);
      Task waits = new Task(due, taskCount++, task);
      waiting.add(waits);
      return () -> {
        synchronized (lock) {
          waiting.remove(waits);
        }
      };
    }
  }

  private Instant later(Duration delay) {
    return delay.compareTo(Duration.between(now, Instant.MAX)) > 0 ? Instant.MAX : now.plus(delay);
  }

  /** {@return how many tasks wait for their time} */
  public int waitingTasks() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  /**
   * Moves the time, and runs what is due on the way, each task at its own time.
   *
   * @param step zero or more
   * @throws RuntimeException what the first failing task threw, with what the others threw; all due
   *     tasks have run, and the time stands where it should
   */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("step " + step + ": time does not run backwards");
    }
    Instant target;
    synchronized (lock) {
      target = later(step);
    }
    @Nullable RuntimeException failure = null;
    for (Task task = next(target); task != null; task = next(target)) {
      try {
        task.action().run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes the next task that is due, and moves the time there; else moves it to the target. */
  private @Nullable Task next(Instant target) {
    synchronized (lock) {
      Task first = waiting.peek();
      boolean isDue = first != null && !first.due().isAfter(target);
      Instant place = isDue ? first.due() : target;
      if (place.isAfter(now)) {
        now = place;
      }
      return isDue ? waiting.poll() : null;
    }
  }

  @Override
  public String toString() {
    return "VirtualTime[" + now + ", " + waitingTasks() + " tasks waiting]";
  }
}
