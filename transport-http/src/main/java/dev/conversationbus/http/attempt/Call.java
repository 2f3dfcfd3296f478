package dev.conversationbus.http.attempt;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.RateLimitedException;
import dev.conversationbus.error.TimedOutException;
import dev.conversationbus.error.UnauthenticatedException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Exchanges;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.spi.Timing;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One call: attempts one after the other, until one settles it or time is up. */
final class Call {

  private final Calls calls;
  private final Request request;
  private final Exchanges exchanges;
  private final BooleanSupplier repeatable;
  private final Duration limit;
  private final CallListener listener;
  private final long deadline;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** What is under way, to be undone when the call is ended from outside. */
  private volatile @Nullable Runnable undo;

  private volatile boolean mayHaveArrived;
  private boolean tokenRenewed;
  private Retry.@Nullable AsyncContext<Answer> repeats;

  Call(
      Calls calls,
      Request request,
      Exchanges exchanges,
      BooleanSupplier repeatable,
      Duration limit,
      CallListener listener) {
    this.calls = calls;
    this.request = request;
    this.exchanges = exchanges;
    this.repeatable = repeatable;
    this.limit = limit;
    this.listener = listener;
    this.deadline = add(calls.timing.millis(), limit);
  }

  private static long add(long millis, Duration more) {
    try {
      return Math.addExact(millis, more.toMillis());
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  Calls calls() {
    return calls;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  Request request() {
    return request;
  }

  /** {@return how much time is left, none or more} */
  Duration left() {
    return Duration.ofMillis(Math.max(0, deadline - calls.timing.millis()));
  }

  /** Begins the next attempt, once the rate limiter lets it. */
  void begin() {
    if (ended.get()) {
      return;
    }
    if (left().isZero()) {
      timedOut();
      return;
    }
    long nanos =
        calls.guards.rateLimiter() == null ? 0 : calls.guards.rateLimiter().reservePermission();
    if (nanos == 0) {
      authorise();
    } else if (nanos < 0 || Duration.ofNanos(nanos).compareTo(left()) > 0) {
      Duration wait = nanos < 0 ? Duration.ofSeconds(1) : Duration.ofNanos(nanos);
      fail(
          new RateLimitedException(
              wait, "the rate limiter of this transport lets no call through"));
    } else {
      later(Duration.ofNanos(nanos), this::authorise);
    }
  }

  private void authorise() {
    Tokens tokens = calls.tokens;
    if (tokens.isReady()) {
      attempt(tokens.current());
      return;
    }
    Timing.Cancellation timer = calls.timing.after(left(), this::timedOut);
    undo(timer::cancel);
    var unused =
        tokens
            .fetch()
            .whenComplete(
                (token, failure) -> {
                  timer.cancel();
                  if (failure != null) {
                    fail(new UnauthenticatedException("the token supplier failed", failure));
                  } else {
                    attempt(token);
                  }
                });
  }

  private void attempt(@Nullable String token) {
    if (ended.get()) {
      return;
    }
    if (!calls.guards.circuitBreaker().tryAcquirePermission()) {
      fail(
          new UnavailableException(
              "the circuit breaker " + calls.guards.circuitBreaker().getName() + " is open",
              null,
              null));
    } else if (!calls.guards.bulkhead().tryAcquirePermission()) {
      calls.guards.circuitBreaker().releasePermission();
      fail(
          new UnavailableException(
              "the bulkhead " + calls.guards.bulkhead().getName() + " is full", null, null));
    } else {
      Attempt attempt = new Attempt(this, token);
      undo(attempt::cancel);
      attempt.begin();
    }
  }

  /** Takes the answer of an attempt. */
  void answered(Answer answer, @Nullable String token) {
    if (answer.status() == 401 && !tokenRenewed && token != null) {
      tokenRenewed = true;
      calls.tokens.refused(token);
      begin();
      return;
    }
    Duration asked =
        RetryAfter.parse(answer.header("Retry-After"), calls.timing.instant()).orElse(null);
    Verdict verdict = Verdict.of(answer.status(), asked != null);
    if (verdict == Verdict.SETTLED) {
      settle(answer);
      return;
    }
    boolean earlier = mayHaveArrived;
    if (verdict == Verdict.UNCERTAIN) {
      mayHaveArrived = true;
      if (!repeatable.getAsBoolean()) {
        settle(answer, earlier);
        return;
      }
    }
    Optional<Duration> wait = nextAfter(reason(answer, asked), asked);
    if (wait.isPresent()) {
      later(wait.get(), this::begin);
    } else {
      settle(answer, earlier);
    }
  }

  private static ConversationBusException reason(Answer answer, @Nullable Duration asked) {
    return answer.status() == 429
        ? new RateLimitedException(
            asked == null ? Duration.ZERO : asked, "the other side answered 429")
        : new UnavailableException("the other side answered " + answer.status(), null, null);
  }

  /** Learns that an attempt failed without an answer. */
  void failed(ConversationBusException reason, boolean arrived) {
    mayHaveArrived |= arrived;
    Optional<Duration> wait =
        !arrived || repeatable.getAsBoolean() ? nextAfter(reason, null) : Optional.empty();
    if (wait.isPresent()) {
      later(wait.get(), this::begin);
    } else if (left().isZero()) {
      timedOut();
    } else {
      fail(reason);
    }
  }

  /** {@return how long to wait for the next attempt, never less than asked; empty if it is none} */
  private Optional<Duration> nextAfter(ConversationBusException reason, @Nullable Duration asked) {
    if (ended.get() || (asked != null && asked.compareTo(calls.policy.longestRetryAfter()) > 0)) {
      return Optional.empty();
    }
    if (repeats == null) {
      repeats = calls.guards.retry().asyncContext();
    }
    long millis = repeats.onError(reason);
    if (millis < 0) {
      repeats = null;
      return Optional.empty();
    }
    Duration wait = Duration.ofMillis(millis);
    if (asked != null && asked.compareTo(wait) > 0) {
      wait = asked;
    }
    return wait.compareTo(left()) < 0 ? Optional.of(wait) : Optional.empty();
  }

  private void later(Duration wait, Runnable step) {
    if (wait.isZero()) {
      step.run();
      return;
    }
    Timing.Cancellation timer = calls.timing.after(wait, step);
    undo(timer::cancel);
  }

  /** Keeps how to undo what was begun; undoes it at once if the call has ended meanwhile. */
  private void undo(Runnable how) {
    undo = how;
    if (ended.get()) {
      how.run();
    }
  }

  private void settle(Answer answer) {
    settle(answer, mayHaveArrived);
  }

  private void settle(Answer answer, boolean earlier) {
    if (ended.compareAndSet(false, true)) {
      if (repeats != null) {
        repeats.onComplete();
      }
      calls.ended(this);
      listener.answered(answer, earlier);
    }
  }

  private void timedOut() {
    abort(new TimedOutException(request.toString(), limit));
  }

  private void fail(ConversationBusException reason) {
    if (ended.compareAndSet(false, true)) {
      calls.ended(this);
      listener.failed(new Failure(requireNonNull(reason), mayHaveArrived));
    }
  }

  /** Ends the call from outside, and undoes what is under way. */
  void abort(ConversationBusException reason) {
    if (ended.compareAndSet(false, true)) {
      calls.ended(this);
      Runnable how = undo;
      if (how != null) {
        how.run();
      }
      listener.failed(new Failure(reason, mayHaveArrived));
    }
  }

  /** Learns that an attempt that was cancelled may have arrived. */
  void arrived() {
    mayHaveArrived = true;
  }
}
