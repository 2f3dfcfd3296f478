package dev.conversationbus.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The threads that are alive, and who is left of those that were started since. */
final class Threads {

  /** The beginnings of names of threads that the JDK and test engines start and keep. */
  private static final List<String> PLATFORM =
      List.of(
          "ForkJoinPool",
          "CarrierThread",
          "CompletableFutureDelayScheduler",
          "VirtualThread",
          "Cleaner-",
          "Common-Cleaner",
          "Attach Listener",
          "process reaper",
          "junit-",
          "JUnit",
          "jqwik",
          "surefire-",
          "jacoco",
          "Keep-Alive-");

  private Threads() {}

  static Set<Thread> alive() {
    return Thread.getAllStackTraces().keySet();
  }

  static boolean isPlatform(Thread thread) {
    return PLATFORM.stream().anyMatch(thread.getName()::startsWith);
  }

  /** Waits for the end of each thread that is not among those before and is not excused. */
  static List<Thread> leftSince(Set<Thread> before, Predicate<Thread> excused, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<Thread> left = new ArrayList<>();
    for (Thread thread : alive()) {
      if (before.contains(thread)
          || thread.equals(Thread.currentThread())
          || excused.test(thread)) {
        continue;
      }
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      if (thread.isAlive()) {
        left.add(thread);
      }
    }
    return left;
  }
}
