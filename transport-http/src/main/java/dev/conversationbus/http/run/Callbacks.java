package dev.conversationbus.http.run;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where foreign code runs: observers, what hangs on futures, token suppliers. A thread is added
 * when all are busy, up to the limit, since any of them may block; idle ones end.
 */
public final class Callbacks implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
  private static final int IDLE_SECONDS = 10;

  private final Executor executor;
  private final @Nullable ThreadPoolExecutor own;

  private Callbacks(Executor executor, @Nullable ThreadPoolExecutor own) {
    this.executor = executor;
    this.own = own;
  }

  /** {@return callbacks on the user's executor, which is never stopped} */
  public static Callbacks on(Executor executor) {
    return new Callbacks(executor, null);
  }

  /** {@return callbacks on daemons of their own} */
  public static Callbacks ofThreads(int most) {
    AtomicInteger number = new AtomicInteger();
    Queue queue = new Queue();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            queue,
            task -> {
              Thread thread =
                  new Thread(task, "conversation-bus-http-callback-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            (task, full) -> {
              if (full.isShutdown()) {
                throw new RejectedExecutionException();
              }
              queue.put(task);
            });
    return new Callbacks(pool, pool);
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile, or the user's executor is full: a future must complete all the same.
      if (own == null) {
        LOG.warn("the callback executor refused a task, which runs on the engine's thread");
      }
      task.run();
    }
  }

  /** Ends the threads when they have done what waits; waits for none of them. */
  @Override
  public void close() {
    if (own != null) {
      own.shutdown();
    }
  }

  /** Takes a task only if a thread waits for one, so that a thread is added rather than a wait. */
  private static final class Queue extends LinkedTransferQueue<Runnable> {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable task) {
      return tryTransfer(task);
    }
  }
}
