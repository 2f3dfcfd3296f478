package dev.conversationbus.http.attempt;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands between a call and the wire, used as it is for every attempt: nothing is decorated
 * anew.
 *
 * @param rateLimiter null for none
 */
public record Guards(
    Retry retry,
    CircuitBreaker circuitBreaker,
    Bulkhead bulkhead,
    @Nullable RateLimiter rateLimiter) {

  /** The name of our own. */
  public static final String NAME = "conversation-bus-http";

  private static final Logger LOG = LoggerFactory.getLogger(Guards.class);

  private static final int CALLS_AT_ONCE = 10_000;

  /** {@return up to 5 attempts, 0.1 s doubled up to 5 s between them, half of it at random} */
  public static Retry defaultRetry() {
    return Retry.of(
        NAME,
        RetryConfig.custom()
            .maxAttempts(5)
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(
                    Duration.ofMillis(100), 2.0, 0.5, Duration.ofSeconds(5)))
            .build());
  }

  /** {@return one that opens for 5 s when half of the last 50 attempts, at least 20, failed} */
  public static CircuitBreaker defaultCircuitBreaker() {
    return CircuitBreaker.of(
        NAME,
        CircuitBreakerConfig.custom()
            .slidingWindowSize(50)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(5)
            .build());
  }

  /** {@return one for 10,000 attempts at a time, those included that wait for a connection} */
  public static Bulkhead defaultBulkhead() {
    return Bulkhead.of(
        NAME,
        BulkheadConfig.custom()
            .maxConcurrentCalls(CALLS_AT_ONCE)
            .maxWaitDuration(Duration.ZERO)
            .build());
  }

  /** Writes what happens to the log: what stops calls as WARN, what delays one as DEBUG. */
  public void log() {
    circuitBreaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                LOG.warn(
                    "circuit breaker {} went {}",
                    event.getCircuitBreakerName(),
                    event.getStateTransition()));
    retry
        .getEventPublisher()
        .onRetry(
            event ->
                LOG.debug(
                    "attempt {} failed, the next in {} ms",
                    event.getNumberOfRetryAttempts(),
                    event.getWaitInterval().toMillis(),
                    event.getLastThrowable()));
    bulkhead
        .getEventPublisher()
        .onCallRejected(event -> LOG.warn("bulkhead {} is full", event.getBulkheadName()));
    if (rateLimiter != null) {
      rateLimiter
          .getEventPublisher()
          .onFailure(event -> LOG.warn("rate limiter {} refused", event.getRateLimiterName()));
    }
  }
}
