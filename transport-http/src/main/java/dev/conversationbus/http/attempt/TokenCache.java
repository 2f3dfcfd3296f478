package dev.conversationbus.http.attempt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the supplier's token until shortly before it expires. The supplier is called by one thread
 * at a time, never by one of the engine.
 */
public final class TokenCache implements Tokens {

  private final Supplier<String> supplier;
  private final InstantSource clock;
  private final Executor executor;
  private final Object lock = new Object();
  private volatile @Nullable Lease lease;
  private @Nullable CompletableFuture<@Nullable String> fetching;

  private record Lease(String token, long until) {}

  /** Asks the supplier on the executor. */
  public TokenCache(Supplier<String> supplier, InstantSource clock, Executor executor) {
    this.supplier = supplier;
    this.clock = clock;
    this.executor = executor;
  }

  @Override
  public boolean isReady() {
    Lease now = lease;
    return now != null && clock.millis() < now.until;
  }

  @Override
  public @Nullable String current() {
    Lease now = lease;
    return now == null ? null : now.token;
  }

  @Override
  public CompletableFuture<@Nullable String> fetch() {
    CompletableFuture<@Nullable String> mine;
    synchronized (lock) {
      if (fetching != null) {
        return fetching;
      }
      mine = new CompletableFuture<>();
      fetching = mine;
    }
    if (isReady()) {
      // Another fetch ended between the caller's look and this one.
      end(mine, current(), null);
    } else {
      executor.execute(() -> ask(mine));
    }
    return mine;
  }

  private void ask(CompletableFuture<@Nullable String> mine) {
    try {
      String token = supplier.get();
      lease = new Lease(token, TokenLife.until(token, clock.instant()).toEpochMilli());
      end(mine, token, null);
    } catch (Throwable e) {
      end(mine, null, e);
    }
  }

  private void end(
      CompletableFuture<@Nullable String> mine, @Nullable String token, @Nullable Throwable cause) {
    synchronized (lock) {
      fetching = null;
    }
    if (cause == null) {
      mine.complete(token);
    } else {
      mine.completeExceptionally(cause);
    }
  }

  @Override
  public void refused(@Nullable String token) {
    synchronized (lock) {
      Lease now = lease;
      if (now != null && now.token.equals(token)) {
        lease = null;
      }
    }
  }

  /** {@return how long a token is kept that does not tell when it expires} */
  public static Duration lifeOfOpaque() {
    return TokenLife.OPAQUE;
  }
}
