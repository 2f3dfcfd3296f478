package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What was heard so far, and waiting for more. */
final class Recording {

  /** How many events are kept; further ones are only counted. */
  static final int LIMIT = 100_000;

  private final Lock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<HeardEvent> events = new ArrayList<>();
  private final int limit;
  private long count;
  private long dropped;

  Recording() {
    this(LIMIT);
  }

  Recording(int limit) {
    this.limit = limit;
  }

  void add(String place, CustomEvent<Body> event) {
    lock.lock();
    try {
      if (events.size() >= limit) {
        dropped++;
      } else {
        events.add(new HeardEvent(++count, place, event));
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      events.clear();
      dropped = 0;
    } finally {
      lock.unlock();
    }
  }

  /** How many events were not kept for want of room. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** What was heard after the event with a number; after 0, everything. */
  List<HeardEvent> since(long number) {
    lock.lock();
    try {
      int first = events.size();
      while (first > 0 && events.get(first - 1).number() > number) {
        first--;
      }
      return List.copyOf(events.subList(first, events.size()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is heard after the event with a number, or the time is over. */
  void awaitAfter(long number, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (count <= number && dropped == 0 && left > 0) {
        left = more.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
