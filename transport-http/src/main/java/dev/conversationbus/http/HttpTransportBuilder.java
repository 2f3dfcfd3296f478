package dev.conversationbus.http;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.http.attempt.Guards;
import dev.conversationbus.http.attempt.Policy;
import dev.conversationbus.http.exchange.EngineSettings;
import dev.conversationbus.http.feed.FeedRules;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Options of an {@link HttpTransport}. Not safe for threads; can build more than once.
 *
 * <p>From outside in, a call goes through retry, rate limiter, circuit breaker, bulkhead, and the
 * wait for a connection. Each is used as it is for every attempt; their metrics and events are
 * those of the instances given here, and what happens is logged through SLF4J.
 *
 * @since 0.1.0
 */
public final class HttpTransportBuilder {

  static final int CALLBACK_THREADS = 256;

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final double SILENT_HEARTBEATS = 2.5;

  private final URI base;
  private boolean plainHttp;
  private @Nullable SSLContext ssl;
  private Duration connectTimeout = Duration.ofSeconds(3);
  private Duration attemptTimeout = Duration.ofSeconds(5);
  private Duration longestRetryAfter = Duration.ofSeconds(30);
  private int connections = 64;
  private int streams = 1000;
  private int maxAnswerBytes = 8 << 20;
  private Duration heartbeat = Duration.ofSeconds(15);
  private Duration shortestPoll = Duration.ofMillis(250);
  private Duration longestPoll = Duration.ofSeconds(5);
  private @Nullable Retry retry;
  private @Nullable CircuitBreaker circuitBreaker;
  private @Nullable Bulkhead bulkhead;
  private @Nullable RateLimiter rateLimiter;
  boolean isHosted;
  boolean removesDuplicates;
  Duration operationTimeout = Duration.ofSeconds(30);
  int pageSize = 100;
  int maxWaiting = 4096;
  @Nullable Supplier<String> tokens;
  @Nullable Executor callbacks;
  @Nullable WebhookReceiver webhooks;

  HttpTransportBuilder(URI base) {
    this.base = requireNonNull(base, "base");
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http"))
        || base.getHost() == null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "base must be http or https with a host, without user, query and fragment");
    }
  }

  /** Authenticates with one token, as long as it is good. */
  public HttpTransportBuilder token(String token) {
    requireNonNull(token, "token");
    return tokens(() -> token);
  }

  /**
   * Authenticates with the supplier's tokens, such as {@link ApplicationTokens}; without this no
   * token is sent.
   *
   * <p>A token is kept until shortly before it expires, as far as it tells: a tenth of what is left
   * of its life, at most a minute; 15 minutes are assumed if it only tells when it was issued, and
   * one minute if it tells nothing. When the other side answers 401, the supplier is asked once
   * more and the call repeated once. The supplier is called by one thread at a time, never by one
   * that moves bytes, so it may take its time.
   */
  public HttpTransportBuilder tokens(Supplier<String> supplier) {
    this.tokens = requireNonNull(supplier, "supplier");
    return this;
  }

  /**
   * Says that the other side is the hosted service: names of more than 93 characters are refused
   * before anything is sent, with {@code type.too-long-for-hosted}, and nothing is expected that
   * the service does not have: no streams, no removal of duplicates, no look-up.
   */
  public HttpTransportBuilder hosted() {
    this.isHosted = true;
    return this;
  }

  /**
   * Says that the other side records a repeat with the same {@code Idempotency-Key} only once. An
   * endpoint of this library need not be told: it says so itself.
   */
  public HttpTransportBuilder removesDuplicates() {
    this.removesDuplicates = true;
    return this;
  }

  /** Allows http without TLS to hosts other than loopback. */
  public HttpTransportBuilder allowPlainHttp() {
    this.plainHttp = true;
    return this;
  }

  /** Sets the context of TLS; the JVM's if this is not called. */
  public HttpTransportBuilder sslContext(SSLContext context) {
    this.ssl = requireNonNull(context, "context");
    return this;
  }

  /** Sets how long making a connection may take, TLS included; 3 seconds if not called. */
  public HttpTransportBuilder connectTimeout(Duration limit) {
    this.connectTimeout = positive("connectTimeout", limit);
    return this;
  }

  /**
   * Sets how long one attempt may take, from its wait for a connection to the last byte of its
   * answer; 5 seconds if not called.
   */
  public HttpTransportBuilder attemptTimeout(Duration limit) {
    this.attemptTimeout = positive("attemptTimeout", limit);
    return this;
  }

  /**
   * Sets how long a call may take with all its attempts; 30 seconds if not called. A publication
   * takes its own deadline instead.
   */
  public HttpTransportBuilder operationTimeout(Duration limit) {
    this.operationTimeout = positive("operationTimeout", limit);
    return this;
  }

  /**
   * Sets the longest wait that the other side can ask for with {@code Retry-After}; 30 seconds if
   * not called. If it asks for more the call fails at once and says for how much.
   */
  public HttpTransportBuilder longestRetryAfter(Duration limit) {
    this.longestRetryAfter = positive("longestRetryAfter", limit);
    return this;
  }

  /**
   * Sets how repeats are made; up to 5 attempts, 0.1 s to 5 s apart, doubling, half of it at
   * random, if not called. Whether a call may be repeated at all is not the retry's choice.
   */
  public HttpTransportBuilder retry(Retry instance) {
    this.retry = requireNonNull(instance, "instance");
    return this;
  }

  /** As {@link #retry(Retry)}, with the registry's {@code conversation-bus-http}. */
  public HttpTransportBuilder retry(RetryRegistry registry) {
    return retry(registry.retry(Guards.NAME));
  }

  /**
   * Sets what stops calls to a side that fails; one that opens for 5 seconds when half of the last
   * 50 attempts failed, at least 20 being known, if not called. An answer of 500 or more is a
   * failure, and so is none.
   */
  public HttpTransportBuilder circuitBreaker(CircuitBreaker instance) {
    this.circuitBreaker = requireNonNull(instance, "instance");
    return this;
  }

  /**
   * As {@link #circuitBreaker(CircuitBreaker)}, with the registry's {@code conversation-bus-http}.
   */
  public HttpTransportBuilder circuitBreaker(CircuitBreakerRegistry registry) {
    return circuitBreaker(registry.circuitBreaker(Guards.NAME));
  }

  /**
   * Sets what bounds the attempts at a time, those included that wait for a connection; one for
   * 10,000 if not called. It is never waited for.
   */
  public HttpTransportBuilder bulkhead(Bulkhead instance) {
    this.bulkhead = requireNonNull(instance, "instance");
    return this;
  }

  /** As {@link #bulkhead(Bulkhead)}, with the registry's {@code conversation-bus-http}. */
  public HttpTransportBuilder bulkhead(BulkheadRegistry registry) {
    return bulkhead(registry.bulkhead(Guards.NAME));
  }

  /** Sets what bounds the attempts in a time; none if not called. Waiting for it blocks nobody. */
  public HttpTransportBuilder rateLimiter(RateLimiter instance) {
    this.rateLimiter = requireNonNull(instance, "instance");
    return this;
  }

  /** As {@link #rateLimiter(RateLimiter)}, with the registry's {@code conversation-bus-http}. */
  public HttpTransportBuilder rateLimiter(RateLimiterRegistry registry) {
    return rateLimiter(registry.rateLimiter(Guards.NAME));
  }

  /**
   * Sets how many exchanges are made at a time, each on a connection of its own; 64 if not called.
   *
   * @param most 1 to 10,000
   */
  public HttpTransportBuilder connections(int most) {
    this.connections = inRange("connections", most, 1, 10_000);
    return this;
  }

  /**
   * Sets how many feeds are streams at a time, each on a connection beside those of {@link
   * #connections}; 1000 if not called. Further feeds ask for what is new instead.
   *
   * @param most 0 to 100,000
   */
  public HttpTransportBuilder streams(int most) {
    this.streams = inRange("streams", most, 0, 100_000);
    return this;
  }

  /**
   * Sets how many publications wait for each conversation; 4096 if not called. Further ones are
   * rejected as unavailable.
   *
   * @param most 1 to 1,000,000
   */
  public HttpTransportBuilder maxWaiting(int most) {
    this.maxWaiting = inRange("maxWaiting", most, 1, 1_000_000);
    return this;
  }

  /**
   * Sets the longest answer that is read, and the longest message of a stream; 8 MiB if not called.
   *
   * @param most 1 KiB to 1 GiB
   */
  public HttpTransportBuilder maxAnswerBytes(int most) {
    this.maxAnswerBytes = inRange("maxAnswerBytes", most, 1024, 1 << 30);
    return this;
  }

  /**
   * Sets how many events are asked for at a time; 100 if not called.
   *
   * @param events 1 to 100, which is all that the API allows
   */
  public HttpTransportBuilder pageSize(int events) {
    this.pageSize = inRange("pageSize", events, 1, 100);
    return this;
  }

  /**
   * Sets how often the other side's streams show that they live; 15 seconds if not called. One that
   * is silent for two and a half times that is broken.
   */
  public HttpTransportBuilder heartbeat(Duration interval) {
    this.heartbeat = positive("heartbeat", interval);
    return this;
  }

  /**
   * Sets how often feeds ask that are not streams; from 250 ms apart while there is something to
   * hear to 5 s apart if not called.
   *
   * @throws IllegalArgumentException if the first is longer than the second
   */
  public HttpTransportBuilder polling(Duration shortest, Duration longest) {
    if (shortest.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "shortest " + shortest + " is longer than longest " + longest);
    }
    this.shortestPoll = positive("shortest", shortest);
    this.longestPoll = positive("longest", longest);
    return this;
  }

  /**
   * Sets where futures complete and observers are called; up to 256 daemons if not called. It is
   * never stopped. With {@code Runnable::run} that happens on the threads that move the bytes,
   * which saves a hand-over and must never block.
   */
  public HttpTransportBuilder callbacks(Executor executor) {
    this.callbacks = requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Lets feeds hear what a receiver of webhooks takes, instead of streams; what does not come is
   * asked for, as {@link #polling} says.
   */
  public HttpTransportBuilder webhooks(WebhookReceiver receiver) {
    this.webhooks = requireNonNull(receiver, "receiver");
    return this;
  }

  /**
   * {@return a transport, which connects when there is something to send}
   *
   * @throws IllegalStateException if the base URI is plain http to another host than loopback, and
   *     that was not allowed
   */
  public HttpTransport build() {
    boolean isPlain = base.getScheme().equalsIgnoreCase("http");
    if (isPlain && !plainHttp && !LOOPBACK.contains(base.getHost().toLowerCase(Locale.ROOT))) {
      throw new IllegalStateException(
          "plain http to "
              + base.getHost()
              + " would show tokens and bodies; use https, or allowPlainHttp()");
    }
    return new HttpTransport(this);
  }

  EngineSettings engine() {
    return new EngineSettings(base, connections + streams, connectTimeout, maxAnswerBytes, ssl);
  }

  Guards guards() {
    Guards guards =
        new Guards(
            retry == null ? Guards.defaultRetry() : retry,
            circuitBreaker == null ? Guards.defaultCircuitBreaker() : circuitBreaker,
            bulkhead == null ? Guards.defaultBulkhead() : bulkhead,
            rateLimiter);
    guards.log();
    return guards;
  }

  Policy policy() {
    return new Policy(attemptTimeout, operationTimeout, longestRetryAfter, connections);
  }

  FeedRules feedRules() {
    return new FeedRules(
        Duration.ofMillis((long) (heartbeat.toMillis() * SILENT_HEARTBEATS)),
        shortestPoll,
        longestPoll,
        pageSize,
        streams,
        maxAnswerBytes);
  }

  private static Duration positive(String what, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(what + " is " + value + ", allowed is more than zero");
    }
    return value;
  }

  private static int inRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " is " + value + ", allowed are " + least + " to " + most);
    }
    return value;
  }
}
