package dev.conversationbus.endpoint.webhook;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many posts are under way at once; those that come too many wait in turn. Confined to the
 * webhooks' thread.
 */
final class Slots {

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Slots(int count) {
    this.free = count;
  }

  /** Runs the task now or when its turn comes; it has to {@link #release} in the end. */
  void acquire(Runnable task) {
    if (free == 0) {
      waiting.add(task);
    } else {
      free--;
      task.run();
    }
  }

  void release() {
    Runnable next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.run();
    }
  }
}
