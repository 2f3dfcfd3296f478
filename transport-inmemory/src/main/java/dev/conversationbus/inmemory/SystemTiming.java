package dev.conversationbus.inmemory;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The system's time, with one daemon thread that lives while there is something to wait for. */
final class SystemTiming implements Timing {

  private final Object lock = new Object();
  private @Nullable ScheduledThreadPoolExecutor scheduler;

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
    synchronized (lock) {
      if (scheduler == null) {
        scheduler = newScheduler();
      }
      Future<?> future = scheduler.schedule(task, nanos(delay), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    }
  }

  /** Ends the thread, and drops what it was to do; a later task starts a new one. */
  void stop() {
    ScheduledThreadPoolExecutor stopping;
    synchronized (lock) {
      stopping = scheduler;
      scheduler = null;
    }
    if (stopping != null) {
      stopping.shutdownNow();
    }
  }

  private static long nanos(Duration delay) {
    try {
      return Math.max(0, delay.toNanos());
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE / 2;
    }
  }

  private static ScheduledThreadPoolExecutor newScheduler() {
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "conversationbus-inmemory-timing");
              thread.setDaemon(true);
              return thread;
            });
    made.setRemoveOnCancelPolicy(true);
    return made;
  }
}
