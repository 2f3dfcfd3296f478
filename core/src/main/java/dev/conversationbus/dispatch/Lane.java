package dev.conversationbus.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time and in order, on an executor or on the thread that brings them.
 *
 * <p>Without an executor, whoever finds the lane free runs what is there, and whoever finds it
 * taken leaves its task to the one who has it; so a task that adds a task does not deepen the
 * stack.
 */
final class Lane implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int TURN = 256;
  private static final VarHandle PENDING;
  private static final VarHandle TASKS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PENDING = lookup.findVarHandle(Lane.class, "pending", int.class);
      TASKS = lookup.findVarHandle(Lane.class, "tasks", Queue.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whether the thread is running a task of any lane with an executor. */
  private static final ThreadLocal<Boolean> RUNNING = ThreadLocal.withInitial(() -> false);

  private final @Nullable Executor executor;
  private volatile @Nullable Queue<Runnable> tasks;
  private volatile int pending;
  private @Nullable Thread runner;

  Lane(@Nullable Executor executor) {
    this.executor = executor;
  }

  /**
   * Takes a free lane for the caller, who must {@link #leave} it. Only for lanes without an
   * executor.
   */
  boolean tryEnter() {
    if (pending == 0 && PENDING.compareAndSet(this, 0, 1)) {
      runner = Thread.currentThread();
      return true;
    }
    return false;
  }

  void leave() {
    runner = null;
    if ((int) PENDING.getAndAdd(this, -1) != 1) {
      runAll();
    }
  }

  /** {@return whether the calling thread is the one that runs this lane's tasks now} */
  boolean isMine() {
    return Thread.currentThread().equals(runner);
  }

  /**
   * {@return whether the calling thread is running a listener on an executor, of whatever
   * conversation}
   */
  static boolean isInsideListener() {
    return RUNNING.get();
  }

  @Override
  public void execute(Runnable task) {
    queue().add(task);
    if ((int) PENDING.getAndAdd(this, 1) == 0) {
      if (executor == null) {
        runAll();
      } else {
        submit(executor);
      }
    }
  }

  private Queue<Runnable> queue() {
    Queue<Runnable> current = tasks;
    if (current == null) {
      TASKS.compareAndSet(this, (Queue<Runnable>) null, new ConcurrentLinkedQueue<Runnable>());
      current = tasks;
    }
    return java.util.Objects.requireNonNull(current);
  }

  private void runAll() {
    while (!run(TURN)) {
      // The next turn.
    }
  }

  /** {@return whether nothing is left} */
  private boolean runTurn() {
    boolean nested = RUNNING.get();
    RUNNING.set(true);
    try {
      return run(TURN);
    } finally {
      if (!nested) {
        RUNNING.remove();
      }
    }
  }

  /** Runs up to {@code turn} tasks; true if none is left. */
  private boolean run(int turn) {
    Queue<Runnable> mine = queue();
    for (int i = 0; i < turn; i++) {
      runner = Thread.currentThread();
      try {
        Runnable task = mine.poll();
        if (task != null) {
          task.run();
        }
      } catch (Throwable t) {
        LOG.error("a step of dispatching failed", t);
      } finally {
        runner = null;
      }
      if ((int) PENDING.getAndAdd(this, -1) == 1) {
        return true;
      }
    }
    return false;
  }

  private void submit(Executor target) {
    boolean left = true;
    while (left) {
      Turn turn = new Turn(target);
      try {
        target.execute(turn);
      } catch (RuntimeException | Error e) {
        if (!turn.isGivenBack()) {
          LOG.error(
              "the executor of the bus's delivery refused to run listeners; events stay queued", e);
          refused();
          return;
        }
      }
      left = turn.isGivenBack() && !runTurn();
    }
  }

  /**
   * A turn on the executor. One that runs at once, on the thread that gave it, is given back to be
   * run from there, so that turn after turn does not deepen the stack.
   */
  private final class Turn implements Runnable {

    private final Executor target;
    private @Nullable Thread giver = Thread.currentThread();
    private boolean givenBack;

    Turn(Executor target) {
      this.target = target;
    }

    /** Called once by the giver, when the executor has taken the turn. */
    boolean isGivenBack() {
      giver = null;
      return givenBack;
    }

    @Override
    public void run() {
      if (Thread.currentThread().equals(giver)) {
        givenBack = true;
      } else if (!runTurn()) {
        submit(target);
      }
    }
  }

  /** Takes the waiting tasks back; their owners run again with the next event. */
  private void refused() {
    Queue<Runnable> mine = queue();
    do {
      if (mine.poll() instanceof Refusable refusable) {
        refusable.onRefused();
      }
    } while ((int) PENDING.getAndAdd(this, -1) != 1);
  }

  /** A task that wants to know that it will not be run. */
  interface Refusable extends Runnable {
    void onRefused();
  }
}
