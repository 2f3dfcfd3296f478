package dev.conversationbus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Threads of tests. */
final class Threads {

  private Threads() {}

  /** Runs a call on a thread of its own. */
  static <T> CompletableFuture<T> call(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable t) {
                result.completeExceptionally(t);
              }
            },
            "test");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** A step of one of many threads. */
  interface Step {
    void run(int thread) throws Exception;
  }

  /** Runs a step on many threads at once, and waits for them; fails if one fails. */
  static void together(int threads, Step step) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      all.add(
          call(
              () -> {
                step.run(number);
                return null;
              }));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .orTimeout(2 * Waiting.LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
