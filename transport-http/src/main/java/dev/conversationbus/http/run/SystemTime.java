package dev.conversationbus.http.run;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system's time, with one daemon thread. */
public final class SystemTime implements Timing, AutoCloseable {

  private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(365);

  private final ScheduledThreadPoolExecutor timer;

  /** Starts no thread before there is something to wait for. */
  public SystemTime() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "conversation-bus-http-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public long millis() {
    return System.currentTimeMillis();
  }

  @Override
  public Cancellation after(Duration delay, Runnable task) {
    long millis =
        delay.compareTo(Duration.ofMillis(LONGEST_MILLIS)) > 0 ? LONGEST_MILLIS : delay.toMillis();
    try {
      // Rounded up: never early.
      Future<?> future = timer.schedule(task, millis + 1, TimeUnit.MILLISECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
