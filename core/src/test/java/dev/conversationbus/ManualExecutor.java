package dev.conversationbus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs what it was given when a test says so, or refuses it. For one thread. */
final class ManualExecutor implements Executor {

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean refusing;

  @Override
  public void execute(Runnable task) {
    if (refusing) {
      throw new RejectedExecutionException("refusing");
    }
    waiting.add(task);
  }

  void refuse(boolean now) {
    refusing = now;
  }

  /** Runs the oldest task; {@return whether there was one} */
  boolean runOne() {
    Runnable task = waiting.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }

  void runAll() {
    while (runOne()) {
      // The next one.
    }
  }
}
