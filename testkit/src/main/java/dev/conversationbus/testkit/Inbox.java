package dev.conversationbus.testkit;

import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A listener that keeps what it hears, reacts, and lets a test wait for it. */
final class Inbox<T> implements EventListener<T> {

  private final Duration patience;
  private final EventListener<T> reaction;
  private final Lock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<CustomEvent<T>> events = new ArrayList<>();

  /** Calls the reaction with each event, once it is kept and without a lock held. */
  Inbox(Duration patience, EventListener<T> reaction) {
    this.patience = patience;
    this.reaction = reaction;
  }

  @Override
  public void onEvent(Sender from, CustomEvent<T> event) throws Exception {
    lock.lock();
    try {
      events.add(event);
      more.signalAll();
    } finally {
      lock.unlock();
    }
    reaction.onEvent(from, event);
  }

  List<CustomEvent<T>> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  List<Long> ids() {
    return events().stream().map(CustomEvent::id).toList();
  }

  /** Waits until so many were heard, and returns all that were by then. */
  List<CustomEvent<T>> count(int wanted) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (events.size() < wanted) {
        if (left <= 0) {
          throw new AssertionError(
              "waited for " + wanted + " events, heard " + events.size() + ": " + events);
        }
        left = more.awaitNanos(left);
      }
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  CustomEvent<T> first() throws InterruptedException {
    return count(1).get(0);
  }

  /** Waits for the last id, and fails unless exactly these were heard, in this order. */
  void exactly(List<Long> ids) throws InterruptedException {
    List<Long> found = count(ids.size()).stream().map(CustomEvent::id).toList();
    if (!ids.equals(found)) {
      throw new AssertionError("expected once each, in order " + ids + "; heard " + found);
    }
  }
}
