package dev.conversationbus.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Several threads that do the same thing at once. */
final class Crowd {

  /** What each thread does. */
  @FunctionalInterface
  interface Task {

    /** Runs in the thread with the given number, from 0. */
    void run(int number) throws Exception;
  }

  private Crowd() {}

  /** Runs a task in so many threads that start together, waits for them, and fails as they do. */
  static void run(int size, Duration patience, Task task) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int number = i;
      threads.add(start("crowd-" + number, failure, start, () -> task.run(number)));
    }
    start.countDown();
    long end = System.nanoTime() + patience.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }
    Throwable first = failure.get();
    if (first != null) {
      throw new AssertionError("one of " + size + " threads failed: " + first, first);
    }
    List<String> running = threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    if (!running.isEmpty()) {
      throw new AssertionError("after " + patience + " these still run: " + running);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Thread start(
      String name, AtomicReference<Throwable> failure, CountDownLatch start, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                start.await();
                work.run();
              } catch (Throwable e) {
                failure.compareAndSet(null, e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
