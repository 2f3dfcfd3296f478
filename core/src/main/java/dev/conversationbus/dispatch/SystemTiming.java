package dev.conversationbus.dispatch;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The system's time; its one daemon thread is started when the first delay is asked for. */
final class SystemTiming implements Timing, AutoCloseable {

  private final Object lock = new Object();
  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Cancellation after(Duration delay, Runnable task) {
    ScheduledThreadPoolExecutor running;
    synchronized (lock) {
      if (closed) {
        return () -> {};
      }
      if (timer == null) {
        timer = start();
      }
      running = timer;
    }
    ScheduledFuture<?> future = running.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
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
  }
}
