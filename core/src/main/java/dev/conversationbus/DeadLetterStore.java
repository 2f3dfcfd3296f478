package dev.conversationbus;

import dev.conversationbus.dispatch.Registration;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Dead letters in memory, the newest up to a limit. */
final class DeadLetterStore implements DeadLetters {

  private final Object lock = new Object();
  private final int limit;
  private final InstantSource clock;
  private final Map<Long, Kept> letters = new LinkedHashMap<>();
  private final Map<Long, CompletableFuture<Boolean>> retries = new HashMap<>();
  private long numbers;
  private long overflowed;

  private record Kept(DeadLetter letter, Registration<?> registration) {}

  DeadLetterStore(int limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
  }

  void add(Registration<?> registration, CustomEvent<Body> event, Throwable cause) {
    Instant now = clock.instant();
    synchronized (lock) {
      if (letters.size() >= limit) {
        overflowed++;
        Long oldest = letters.isEmpty() ? null : letters.keySet().iterator().next();
        if (oldest == null) {
          return;
        }
        letters.remove(oldest);
      }
      long number = ++numbers;
      String place = registration.target().place();
      letters.put(
          number, new Kept(new DeadLetter(number, event, place, cause, 1, now), registration));
    }
  }

  @Override
  public List<DeadLetter> list() {
    synchronized (lock) {
      return letters.values().stream().map(Kept::letter).toList();
    }
  }

  @Override
  public int size() {
    synchronized (lock) {
      return letters.size();
    }
  }

  @Override
  public long overflowed() {
    synchronized (lock) {
      return overflowed;
    }
  }

  @Override
  public CompletableFuture<Boolean> retry(long number) {
    Kept kept;
    CompletableFuture<Boolean> retry = new CompletableFuture<>();
    synchronized (lock) {
      kept = letters.get(number);
      if (kept == null || !kept.registration.isActive()) {
        return CompletableFuture.completedFuture(false);
      }
      CompletableFuture<Boolean> underWay = retries.putIfAbsent(number, retry);
      if (underWay != null) {
        return underWay.copy();
      }
    }
    CompletableFuture<?> unused =
        kept.registration
            .redeliver(kept.letter.event())
            .handle((thrown, notCalled) -> notCalled == null && settled(number, thrown))
            .whenComplete((handled, failure) -> ended(number, retry, handled));
    return retry.copy();
  }

  private void ended(long number, CompletableFuture<Boolean> retry, boolean handled) {
    synchronized (lock) {
      retries.remove(number);
    }
    retry.complete(handled);
  }

  private boolean settled(long number, @Nullable Throwable thrown) {
    Instant now = clock.instant();
    synchronized (lock) {
      if (thrown == null) {
        letters.remove(number);
        return true;
      }
      letters.computeIfPresent(
          number,
          (n, kept) -> {
            DeadLetter old = kept.letter;
            return new Kept(
                new DeadLetter(
                    n,
                    old.event(),
                    old.registeredAt(),
                    ObservedListener.causeOf(thrown),
                    old.attempts() + 1,
                    now),
                kept.registration);
          });
      return false;
    }
  }

  @Override
  public boolean discard(long number) {
    synchronized (lock) {
      return letters.remove(number) != null;
    }
  }

  @Override
  public void clear() {
    synchronized (lock) {
      letters.clear();
    }
  }
}
