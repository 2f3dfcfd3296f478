package dev.conversationbus.endpoint.rest;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.error.RateLimitedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests a client may make in each second; an application's own users count apart. */
public final class RateLimit {

  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int MAX_CLIENTS = 100_000;

  private final int perSecond;
  private final LoadingCache<String, AtomicInteger> windows =
      CacheBuilder.newBuilder()
          .expireAfterWrite(WINDOW)
          .maximumSize(MAX_CLIENTS)
          .build(CacheLoader.from(() -> new AtomicInteger()));

  private RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /** {@return no limit} */
  public static RateLimit none() {
    return new RateLimit(0);
  }

  /** {@return a limit for each client} */
  public static RateLimit of(int perSecond) {
    return new RateLimit(perSecond);
  }

  void check(Caller caller, String client) {
    if (perSecond == 0) {
      return;
    }
    String user = caller.user();
    String who = caller.applicationId() + (user == null ? " at " + client : " as " + user);
    if (windows.getUnchecked(who).incrementAndGet() > perSecond) {
      throw new RateLimitedException(
          WINDOW, "more than " + perSecond + " requests in a second by one client");
    }
  }
}
