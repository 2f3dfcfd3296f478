package dev.conversationbus.dispatch;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The system's time; its one daemon thread is started when the first delay is asked for.
 *
 * <p>Once closed it waits for nothing any more: what was to run later runs at once, so that nobody
 * waits for a deadline that never comes.
 */
final class SystemTiming implements Timing, AutoCloseable {

  private final Object lock = new Object();
  private final Set<Task> waiting = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  /** Runs once, or not at all. */
  private final class Task implements Runnable {

    private final Runnable action;

    Task(Runnable action) {
      this.action = action;
    }

    @Override
    public void run() {
      if (waiting.remove(this)) {
        action.run();
      }
    }
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Cancellation after(Duration delay, Runnable action) {
    Task task = new Task(action);
    waiting.add(task);
    synchronized (lock) {
      if (!closed) {
        if (timer == null) {
          timer = start();
        }
        // Saturates, where Duration.toNanos would throw.
        long nanos = TimeUnit.NANOSECONDS.convert(delay);
        var future = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> {
          if (waiting.remove(task)) {
            future.cancel(false);
          }
        };
      }
    }
    task.run();
    return () -> {};
  }

  private static ScheduledThreadPoolExecutor start() {
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "conversation-bus-timer");
              thread.setDaemon(true);
              return thread;
            });
    made.setRemoveOnCancelPolicy(true);
    return made;
  }

  @Override
  public void close() {
    ScheduledThreadPoolExecutor ending;
    synchronized (lock) {
      closed = true;
      ending = timer;
      timer = null;
    }
    if (ending != null) {
      ending.shutdownNow();
    }
    List.copyOf(waiting).forEach(Task::run);
  }
}
