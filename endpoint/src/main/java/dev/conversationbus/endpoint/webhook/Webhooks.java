package dev.conversationbus.endpoint.webhook;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to a web address as they are recorded, as the hosted service did: one request for
 * each event, in JSON, signed if there is a secret.
 *
 * <pre>{@code
 * URI shop = URI.create("https://shop.example/events");
 * try (Webhooks webhooks =
 *     Webhooks.builder(transport, shop, applicationId).signedBy("shop", signatureSecret).build()) {
 *   webhooks.follow(lunch.id()).join();
 * }
 * }</pre>
 *
 * <p><b>Order.</b> The events of one conversation are posted one after the other, in the order of
 * their ids; of different conversations up to {@link Builder#maxInFlight} at once. An event that
 * was not taken is repeated with growing waits, and holds up its conversation until it is taken or
 * given up. An answer that got lost makes a double: who receives tells it by conversation and id.
 *
 * <p><b>Publishing</b> never waits for a post, nor does a slow receiver cost memory: what is still
 * to be posted is read from the history.
 *
 * <p><b>Threads.</b> Safe for use by many; at most six threads of its own, all daemons, named
 * {@code conversationbus-webhooks}.
 *
 * @since 0.1.0
 */
public final class Webhooks implements AutoCloseable {

  /** How many conversations can be followed at once. */
  public static final int MAX_CONVERSATIONS = 100_000;

  private final Map<ConversationId, Following> followed = new ConcurrentHashMap<>();
  private final PostOffice office;
  private volatile boolean closed;

  private record Following(Courier courier, CompletableFuture<Void> started) {}

  private Webhooks(PostOffice office) {
    this.office = office;
  }

  /**
   * Starts the choice of options.
   *
   * @param transport whose events are posted; it is never closed
   * @param address https, or http to this machine
   * @param applicationId stands in every post
   * @throws IllegalArgumentException from {@link Builder#build} if the address is another
   */
  public static Builder builder(Transport transport, URI address, UUID applicationId) {
    return new Builder(
        requireNonNull(transport, "transport"),
        requireNonNull(address, "address"),
        requireNonNull(applicationId, "applicationId").toString());
  }

  /**
   * Posts what is recorded in a conversation from now on; nothing happens if it is followed
   * already.
   *
   * @return done when the place is fixed from which on everything is posted; fails with {@link
   *     dev.conversationbus.error.NotFoundException} if there is no such conversation, with {@link
   *     UnavailableException} if {@link #MAX_CONVERSATIONS} are followed
   */
  public CompletableFuture<Void> follow(ConversationId conversation) {
    return begin(conversation, Feed.LIVE);
  }

  /**
   * Posts what stands in a conversation behind an id, and then what is recorded from now on, such
   * as after a restart; nothing happens if it is followed already.
   *
   * @param afterId 0 for everything
   * @return as from {@link #follow(ConversationId)}
   */
  public CompletableFuture<Void> follow(ConversationId conversation, long afterId) {
    if (afterId < 0) {
      throw new IllegalArgumentException("afterId is " + afterId + ", must be 0 or more");
    }
    return begin(conversation, afterId);
  }

  private CompletableFuture<Void> begin(ConversationId conversation, long afterId) {
    requireNonNull(conversation, "conversation");
    if (closed) {
      return CompletableFuture.failedFuture(new BusClosedException("webhooks"));
    }
    Following known = followed.get(conversation);
    if (known != null) {
      return known.started;
    }
    if (followed.size() >= MAX_CONVERSATIONS) {
      return CompletableFuture.failedFuture(
          new UnavailableException(
              "webhooks follow " + MAX_CONVERSATIONS + " conversations already", null, null));
    }
    Following mine = new Following(new Courier(office, conversation), new CompletableFuture<>());
    Following first = followed.putIfAbsent(conversation, mine);
    if (first != null) {
      return first.started;
    }
    CompletableFuture<?> unused =
        mine.courier
            .start(afterId)
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    mine.started.complete(null);
                  } else {
                    followed.remove(conversation, mine);
                    mine.started.completeExceptionally(cause(failure));
                  }
                });
    return mine.started;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof java.util.concurrent.CompletionException && cause != null
        ? cause
        : failure;
  }

  /** Posts nothing more from a conversation; what is under way is not called back. */
  public void unfollow(ConversationId conversation) {
    Following ended = followed.remove(conversation);
    if (ended != null) {
      office.run(ended.courier::close);
    }
  }

  /**
   * {@return the id up to which a conversation's events were posted or given up, to go on behind it
   * after a restart; empty if the conversation is not followed}
   */
  public OptionalLong deliveredThrough(ConversationId conversation) {
    Following found = followed.get(conversation);
    return found == null || !found.started.isDone()
        ? OptionalLong.empty()
        : OptionalLong.of(found.courier.position());
  }

  /** Ends all posts, also those under way, and the threads. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    followed.values().forEach(ended -> office.run(ended.courier::close));
    followed.clear();
    // What was handed over so far still runs, so that every feed is closed.
    office.thread().shutdown();
    office.poster().close();
  }

  /**
   * Options of {@link Webhooks}. Not safe for threads.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Transport transport;
    private final URI address;
    private final String applicationId;
    private @Nullable CallbackSigner signer;
    private EventFilter filter = EventFilter.all();
    private Backoff backoff = new Backoff(12, Duration.ofSeconds(1), Duration.ofMinutes(1));
    private Duration timeout = Duration.ofSeconds(10);
    private int maxInFlight = 32;
    private boolean plainHttp;
    private @Nullable SSLContext tls;
    private UndeliveredHandler undelivered = (event, why) -> {};

    private Builder(Transport transport, URI address, String applicationId) {
      this.transport = transport;
      this.address = address;
      this.applicationId = applicationId;
    }

    /**
     * Signs every post; without it none is signed.
     *
     * @param apiKey tells the receiver which secret was used
     * @param secret shared with the receiver, at least 32 bytes in UTF-8
     * @throws IllegalArgumentException if the secret is shorter
     */
    public Builder signedBy(String apiKey, String secret) {
      signer = new CallbackSigner(applicationId, apiKey, secret);
      return this;
    }

    /** Posts only some events; all, the system's included, if this is not called. */
    public Builder only(EventFilter wanted) {
      filter = requireNonNull(wanted, "wanted");
      return this;
    }

    /**
     * Sets when an event is repeated: after a failed connection, a time-out, and the statuses 408,
     * 429 and 5xx. Other statuses than 200 to 205 give it up at once. A {@code Retry-After} of up
     * to an hour is kept. By default 12 attempts, waiting from a second to a minute, in all about 6
     * minutes.
     *
     * @param attempts 1 to 1000
     * @param first wait, at least a millisecond; each is twice as long as the one before, less up
     *     to a half by chance
     * @param longest wait, up to a day
     * @throws IllegalArgumentException if one is out of range
     */
    public Builder repeat(int attempts, Duration first, Duration longest) {
      if (attempts < 1 || attempts > 1000) {
        throw new IllegalArgumentException("attempts is " + attempts + ", allowed are 1 to 1000");
      }
      if (first.toMillis() < 1
          || longest.compareTo(first) < 0
          || longest.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            "waits from " + first + " to " + longest + ", allowed are 1 ms to 24 h, rising");
      }
      backoff = new Backoff(attempts, first, longest);
      return this;
    }

    /**
     * Sets how long one post may take, to the end of the answer; 10 seconds if this is not called.
     *
     * @throws IllegalArgumentException if it is under a millisecond or over five minutes
     */
    public Builder timeout(Duration longest) {
      if (longest.toMillis() < 1 || longest.compareTo(Duration.ofMinutes(5)) > 0) {
        throw new IllegalArgumentException(
            "timeout is " + longest + ", allowed are 1 ms to 5 minutes");
      }
      timeout = longest;
      return this;
    }

    /**
     * Sets how many posts, each of another conversation, are under way at once; 32 if this is not
     * called.
     *
     * @param posts 1 to 1000
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxInFlight(int posts) {
      if (posts < 1 || posts > 1000) {
        throw new IllegalArgumentException("maxInFlight is " + posts + ", allowed are 1 to 1000");
      }
      maxInFlight = posts;
      return this;
    }

    /** Allows http to other machines, over a network that only the host's own programs can hear. */
    public Builder allowPlainHttp() {
      plainHttp = true;
      return this;
    }

    /** Sets whom to trust; the JVM's default if this is not called. */
    public Builder sslContext(SSLContext context) {
      tls = requireNonNull(context, "context");
      return this;
    }

    /** Sets who is told of events that are given up; they are logged in any case. */
    public Builder onUndelivered(UndeliveredHandler handler) {
      undelivered = requireNonNull(handler, "handler");
      return this;
    }

    /**
     * Returns webhooks that follow no conversation yet.
     *
     * @throws IllegalArgumentException if the address is not one that events may be posted to
     */
    public Webhooks build() {
      WebhookTarget target =
          new WebhookTarget(WebhookTarget.checked(address, plainHttp), signer, timeout, tls);
      ScheduledExecutorService thread = PostThread.start();
      Timing timing = transport.timing().orElseGet(() -> new PostThread(thread));
      return new Webhooks(
          new PostOffice(
              transport,
              timing,
              thread,
              new JettyPoster(target, maxInFlight, timing),
              new Slots(maxInFlight),
              filter,
              backoff,
              applicationId,
              undelivered));
    }
  }
}
