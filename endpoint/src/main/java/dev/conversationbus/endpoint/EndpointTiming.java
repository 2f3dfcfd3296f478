package dev.conversationbus.endpoint;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system's time, with one daemon thread. */
final class EndpointTiming implements Timing, AutoCloseable {

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "conversation-bus-endpoint-clock");
            thread.setDaemon(true);
            return thread;
          });

  EndpointTiming() {
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Cancellation after(Duration delay, Runnable task) {
    try {
      ScheduledFuture<?> scheduled =
          timer.schedule(task, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException e) {
      // Closed: nothing is to happen later any more.
      return () -> {};
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
