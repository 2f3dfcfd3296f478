package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tests of one promise, which a contract pulls in as a nested class. */
abstract class PromiseGroup {

  static final int CROWD = 8;

  abstract Stage stage();

  Transport transport() {
    return stage().transport();
  }

  ConversationId conversation() throws InterruptedException {
    return stage().conversation();
  }

  /** Connects to the same store again; skips the test where that cannot be. */
  Transport secondConnection() {
    Optional<Transport> second = stage().setup().connectAgain(transport());
    assumeTrue(second.isPresent(), "there can be no second connection to the same store");
    return second.orElseThrow();
  }

  void crowd(Crowd.Task task) throws InterruptedException {
    Crowd.run(CROWD, stage().patience(), task);
  }

  /**
   * Waits within a callback, where nothing checked may be thrown: longer than the test itself
   * waits, so that a callback that gives up does not let a test pass.
   */
  void await(CountDownLatch latch) {
    Duration limit = stage().patience().multipliedBy(4);
    if (!unchecked(() -> latch.await(limit.toNanos(), TimeUnit.NANOSECONDS))) {
      throw new AssertionError("waited in vain for " + limit);
    }
  }

  /** Runs a call in a thread of its own. */
  static <T> CompletableFuture<T> inBackground(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "background");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (Exception e) {
      throw new AssertionError("failed within a callback: " + e, e);
    }
  }

  static Body numbered(int number) {
    return Body.parse("{\"number\":" + number + "}");
  }

  static String json(RecordedEvent event) {
    return event.body().toJson();
  }
}
