package dev.conversationbus;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Time that stands still until a test moves it; tasks run on the thread that moves it. */
final class ManualTiming implements Timing {

  private final Object lock = new Object();
  private final Queue<Task> waiting =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long numbers;

  private record Task(Instant due, long number, Runnable action) {}

  @Override
  public Instant instant() {
    synchronized (lock) {
      return now;
    }
  }

  @Override
  public Cancellation after(Duration delay, Runnable action) {
    synchronized (lock) {
      Task task = new Task(now.plus(delay), numbers++, action);
      waiting.add(task);
      return () -> {
        synchronized (lock) {
          waiting.remove(task);
        }
      };
    }
  }

  int waitingTasks() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  /** Moves the time, and runs what is due on the way. */
  void advance(Duration step) {
    Instant target = instant().plus(step);
    for (Task task = due(target); task != null; task = due(target)) {
      task.action().run();
    }
  }

  private @Nullable Task due(Instant target) {
    synchronized (lock) {
      Task first = waiting.peek();
      if (first == null || first.due().isAfter(target)) {
        now = target;
        return null;
      }
      if (first.due().isAfter(now)) {
        now = first.due();
      }
      return waiting.poll();
    }
  }
}
