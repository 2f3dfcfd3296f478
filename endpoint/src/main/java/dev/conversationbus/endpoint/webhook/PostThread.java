package dev.conversationbus.endpoint.webhook;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread of webhooks, as a source of time for transports that have none of their own. */
record PostThread(ScheduledExecutorService thread) implements Timing {

  /** {@return a thread that runs nothing late once it is shut down} */
  static ScheduledExecutorService start() {
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "conversationbus-webhooks");
              thread.setDaemon(true);
              return thread;
            });
    made.setRemoveOnCancelPolicy(true);
    made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return made;
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Cancellation after(Duration delay, Runnable task) {
    try {
      Future<?> later = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
      return () -> later.cancel(false);
    } catch (RejectedExecutionException e) {
      // Closed: nothing is waited for any more.
      return () -> {};
    }
  }
}
