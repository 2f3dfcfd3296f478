package dev.conversationbus.http.order;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that take time, one at a time for each key and in order; those of different keys side by
 * side. A key without tasks costs nothing.
 */
public final class Lanes<K> {

  /** A task, which ends when it says so. */
  @FunctionalInterface
  public interface Task {

    /** Begins; calls {@code done} once, at once or later, on any thread. */
    void begin(Runnable done);
  }

  /** What became of a task. */
  public enum Place {
    /** It has begun. */
    BEGUN,
    /** It waits for others. */
    WAITING,
    /** Too many wait; it will not begin. */
    REFUSED
  }

  private final ConcurrentHashMap<K, Deque<Task>> lanes = new ConcurrentHashMap<>();
  private final int most;

  /** Lets so many tasks wait for each key. */
  public Lanes(int most) {
    this.most = most;
  }

  /** Begins a task, now or when those before it with the same key are done. */
  public Place add(K key, Task task) {
    Place[] place = {Place.BEGUN};
    lanes.compute(
        key,
        (same, waiting) -> {
          if (waiting == null) {
            return new ArrayDeque<>(0);
          }
          if (waiting.size() < most) {
            waiting.add(task);
            place[0] = Place.WAITING;
          } else {
            place[0] = Place.REFUSED;
          }
          return waiting;
        });
    if (place[0] == Place.BEGUN) {
      run(key, task);
    }
    return place[0];
  }

  /** Runs task after task as long as they end at once, so that the stack does not grow. */
  private void run(K key, @Nullable Task first) {
    @Nullable Task task = first;
    while (task != null) {
      AtomicBoolean handedOver = new AtomicBoolean();
      task.begin(
          () -> {
            if (!handedOver.compareAndSet(false, true)) {
              run(key, next(key));
            }
          });
      if (handedOver.compareAndSet(false, true)) {
        return; // It goes on; whoever ends it goes on from there.
      }
      task = next(key);
    }
  }

  private @Nullable Task next(K key) {
    @Nullable Task[] found = new @Nullable Task[1];
    lanes.computeIfPresent(
        key,
        (same, waiting) -> {
          found[0] = waiting.poll();
          return found[0] == null ? null : waiting;
        });
    return found[0];
  }
}
