package dev.conversationbus.http.attempt;

import dev.conversationbus.error.TimedOutException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Exchange;
import dev.conversationbus.http.exchange.Listener;
import dev.conversationbus.spi.Timing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One attempt: waits for a connection, makes the exchange, and gives back what it held. */
final class Attempt implements Listener, Runnable {

  private enum State {
    WAITING,
    SENDING,
    ENDED
  }

  private final Call call;
  private final Calls calls;
  private final @Nullable String token;
  private final Duration limit;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final long began;
  private Timing.@Nullable Cancellation timer;
  private volatile @Nullable Exchange exchange;

  /** Whether time was up; then the exchange's failure is not its own. */
  private volatile boolean late;

  Attempt(Call call, @Nullable String token) {
    this.call = call;
    this.calls = call.calls();
    this.token = token;
    Duration left = call.left();
    Duration most = calls.policy.attempt();
    this.limit = left.compareTo(most) < 0 ? left : most;
    this.began = calls.guards.circuitBreaker().getCurrentTimestamp();
  }

  void begin() {
    timer = calls.timing.after(limit, this::timeIsUp);
    calls.gate.enter(this);
  }

  /** Is let in by the gate. */
  @Override
  public void run() {
    if (!state.compareAndSet(State.WAITING, State.SENDING)) {
      calls.gate.leave();
      return;
    }
    Exchange begun = call.exchanges().begin(call.request(), token, this);
    exchange = begun;
    if (late) {
      cancelExchange();
    }
  }

  private void timeIsUp() {
    late = true;
    if (state.compareAndSet(State.WAITING, State.ENDED)) {
      calls.gate.giveUp(this);
      release(new TimedOutException(call.request() + " waiting for a connection", limit));
      call.failed(
          new UnavailableException(
              "no connection was free within " + limit.toMillis() + " ms", null, null),
          false);
    } else {
      cancelExchange();
    }
  }

  /** Ends the attempt because its call has ended. */
  void cancel() {
    late = true;
    if (state.compareAndSet(State.WAITING, State.ENDED)) {
      calls.gate.giveUp(this);
      stopTimer();
      calls.guards.circuitBreaker().releasePermission();
      calls.guards.bulkhead().onComplete();
    } else if (state.get() == State.SENDING) {
      cancelExchange();
    }
  }

  private void cancelExchange() {
    Exchange running = exchange;
    if (running != null && running.cancel()) {
      call.arrived();
    }
  }

  @Override
  public void answered(Answer answer) {
    calls.witness.accept(answer);
    if (state.getAndSet(State.ENDED) == State.SENDING) {
      calls.gate.leave();
      release(
          answer.status() >= 500
              ? new UnavailableException("the other side answered " + answer.status(), null, null)
              : null);
      call.answered(answer, token);
    }
  }

  @Override
  public void failed(Exception cause, boolean arrived) {
    if (state.getAndSet(State.ENDED) == State.SENDING) {
      calls.gate.leave();
      release(cause);
      call.failed(
          late
              ? new TimedOutException(call.request().toString(), limit)
              : new UnavailableException(
                  call.request() + " failed with " + cause.getClass().getSimpleName(), null, cause),
          arrived);
    }
  }

  private void release(@Nullable Exception failure) {
    stopTimer();
    calls.guards.bulkhead().onComplete();
    CircuitBreaker breaker = calls.guards.circuitBreaker();
    long took = breaker.getCurrentTimestamp() - began;
    TimeUnit unit = breaker.getTimestampUnit();
    if (failure == null) {
      breaker.onSuccess(took, unit);
    } else {
      breaker.onError(took, unit, failure);
    }
  }

  private void stopTimer() {
    Timing.Cancellation running = timer;
    if (running != null) {
      running.cancel();
    }
  }
}
