package dev.conversationbus.http.attempt;

import java.util.ArrayDeque;
import java.util.Deque;

/** Lets so many in at a time, and the others wait their turn. */
final class Gate {

  private final Object lock = new Object();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Gate(int places) {
    this.free = places;
  }

  /** Runs the entry now, or when it is its turn; who was let in must leave. */
  void enter(Runnable entry) {
    synchronized (lock) {
      if (free == 0) {
        waiting.add(entry);
        return;
      }
      free--;
    }
    entry.run();
  }

  /** Gives up waiting. {@return false if the entry was let in already} */
  boolean giveUp(Runnable entry) {
    synchronized (lock) {
      return waiting.remove(entry);
    }
  }

  void leave() {
    Runnable next;
    synchronized (lock) {
      next = waiting.poll();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
