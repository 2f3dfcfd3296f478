package dev.conversationbus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a test waits for what must happen; long enough for a machine that is busy. */
final class Waiting {

  static final Duration LIMIT = Duration.ofSeconds(30);

  private Waiting() {}

  /** {@return what a future fails with, unwrapped} */
  static <E extends Throwable> E failureOf(CompletableFuture<?> future, Class<E> expected) {
    try {
      Object value = future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      throw new AssertionError("completed with " + value);
    } catch (ExecutionException e) {
      return expected.cast(requireNonNull(e.getCause()));
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("did not fail within " + LIMIT, e);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
          .as("%s counted down within %s", latch, LIMIT)
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
