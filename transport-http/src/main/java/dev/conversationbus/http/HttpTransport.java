package dev.conversationbus.http;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.http.attempt.Calls;
import dev.conversationbus.http.attempt.TokenCache;
import dev.conversationbus.http.attempt.TokenLife;
import dev.conversationbus.http.attempt.Tokens;
import dev.conversationbus.http.exchange.Engine;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.http.feed.Feeds;
import dev.conversationbus.http.run.Callbacks;
import dev.conversationbus.http.run.SystemTime;
import dev.conversationbus.spi.Capabilities;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.Paths;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transport over HTTP, to an endpoint of this library or to the hosted service.
 *
 * <pre>{@code
 * ApplicationTokens tokens =
 *     ApplicationTokens.builder(applicationId, Files.readString(privateKeyFile)).user("alice").build();
 * try (HttpTransport transport =
 *     HttpTransport.builder(URI.create("https://events.example")).tokens(tokens).build()) {
 *   …
 * }
 * }</pre>
 *
 * <p><b>Outcomes.</b> A publication is repeated only where it surely was not recorded (no
 * connection, 429, 503 with {@code Retry-After}), or where the other side removes duplicates, which
 * an endpoint of this library says in each of its answers. What may have been recorded and was not
 * answered ends as {@link Outcome.Unknown}.
 *
 * <p><b>Order.</b> Publications to one conversation are sent one after the other, in the order of
 * the calls; one that is being repeated holds up those behind it.
 *
 * <p><b>Threads.</b> Futures complete and observers are called on daemons named {@code
 * conversation-bus-http-callback-n}, or on the executor of {@link HttpTransportBuilder#callbacks}.
 * Two more move the bytes, one starts them, and one keeps the time. None is left after {@link
 * #close}.
 *
 * <p><b>Feeds</b> are streams where the other side offers them; otherwise they ask for what is new,
 * or are woken by a {@link WebhookReceiver}. One that breaks says so and is opened again by the bus
 * behind the last event.
 *
 * @since 0.1.0
 */
public final class HttpTransport implements Transport {

  private static final int MAX_LIMIT = 1000;

  private final Learned learned;
  private final Tokens tokens;
  private final SystemTime time;
  private final Callbacks callbacks;
  private final Engine engine;
  private final Calls calls;
  private final Ask ask;
  private final Directory directory;
  private final Histories histories;
  private final Publishing publishing;
  private final Feeds feeds;
  private final @Nullable WebhookReceiver webhooks;
  private final AtomicBoolean closed = new AtomicBoolean();

  HttpTransport(HttpTransportBuilder built) {
    learned = new Learned(built.isHosted, built.removesDuplicates);
    time = new SystemTime();
    callbacks =
        built.callbacks == null
            ? Callbacks.ofThreads(HttpTransportBuilder.CALLBACK_THREADS)
            : Callbacks.on(built.callbacks);
    tokens = built.tokens == null ? Tokens.NONE : new TokenCache(built.tokens, time, callbacks);
    engine = Engine.start(built.engine());
    calls = new Calls(engine, tokens, built.guards(), built.policy(), time, learned::see);
    ask = new Ask(calls, time, built.operationTimeout);
    directory = new Directory(ask, learned);
    histories = new Histories(ask, learned, built.pageSize);
    publishing = new Publishing(calls, ask, learned, time, callbacks, built.maxWaiting);
    webhooks = built.webhooks;
    feeds =
        new Feeds(
            calls,
            new FeedSource(engine, learned, ask, histories),
            built.feedRules(),
            time,
            callbacks,
            webhooks != null);
    if (webhooks != null) {
      webhooks.attach(feeds::brought);
    }
  }

  /**
   * Starts building a transport.
   *
   * @param base where the other side is, without the version: {@code https://host[:port][/path]};
   *     plain http only to loopback, unless {@link HttpTransportBuilder#allowPlainHttp}
   * @throws IllegalArgumentException if it is anything else
   */
  public static HttpTransportBuilder builder(URI base) {
    return new HttpTransportBuilder(base);
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Capabilities capabilities() {
    return learned.capabilities();
  }

  @Override
  public CompletableFuture<Optional<Member>> self(ConversationId conversation) {
    requireNonNull(conversation, "conversation");
    return answer(
        () ->
            (tokens.isReady()
                    ? CompletableFuture.completedFuture(tokens.current())
                    : tokens.fetch())
                .thenCompose(
                    token ->
                        TokenLife.isUsers(token)
                            ? directory.self(conversation)
                            : CompletableFuture.completedFuture(Optional.<Member>empty())));
  }

  @Override
  public CompletableFuture<ConversationInfo> createConversation(
      @Nullable String name, @Nullable String displayName) {
    return answer(() -> directory.create(name, displayName));
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(ConversationId id) {
    requireNonNull(id, "id");
    return answer(() -> directory.conversation(id));
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(String name) {
    requireNonNull(name, "name");
    return answer(() -> directory.conversation(name));
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversations(
      @Nullable ConversationId after, int limit) {
    return answer(
        () -> {
          checkPage(limit);
          return directory.conversations(after, limit);
        });
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversationsOf(
      UserId user, @Nullable ConversationId after, int limit) {
    requireNonNull(user, "user");
    return answer(
        () -> {
          checkPage(limit);
          return directory.conversationsOf(user, after, limit);
        });
  }

  @Override
  public CompletableFuture<User> user(String name) {
    requireNonNull(name, "name");
    return answer(() -> directory.user(name));
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(UserId id) {
    requireNonNull(id, "id");
    return answer(() -> directory.user(id));
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(String name) {
    requireNonNull(name, "name");
    return answer(() -> directory.find(name));
  }

  @Override
  public CompletableFuture<Member> join(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> directory.join(conversation, user));
  }

  @Override
  public CompletableFuture<Member> invite(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> directory.invite(conversation, user));
  }

  @Override
  public CompletableFuture<Member> leave(ConversationId conversation, MemberId member) {
    requireNonNull(conversation, "conversation");
    requireNonNull(member, "member");
    return answer(() -> directory.leave(conversation, member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(
      ConversationId conversation, MemberId member) {
    requireNonNull(conversation, "conversation");
    requireNonNull(member, "member");
    return answer(() -> directory.member(conversation, member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> directory.member(conversation, user));
  }

  @Override
  public CompletableFuture<List<Member>> members(
      ConversationId conversation, @Nullable MemberId after, int limit) {
    requireNonNull(conversation, "conversation");
    return answer(
        () -> {
          checkPage(limit);
          return directory.members(conversation, after, limit);
        });
  }

  @Override
  public CompletableFuture<Outcome> publish(Publication publication) {
    requireNonNull(publication, "publication");
    if (closed.get()) {
      return CompletableFuture.completedFuture(new Outcome.Rejected(Calls.closedException()));
    }
    return publishing.publish(publication);
  }

  @Override
  public CompletableFuture<Outcome> lookUp(ConversationId conversation, IdempotencyKey key) {
    requireNonNull(conversation, "conversation");
    requireNonNull(key, "key");
    if (closed.get()) {
      return CompletableFuture.completedFuture(new Outcome.Rejected(Calls.closedException()));
    }
    if (learned.hasNoLookUp()) {
      return CompletableFuture.completedFuture(
          new Outcome.Unknown("the other side keeps no keys to look up", null));
    }
    String target = Paths.key(ApiVersion.V1, conversation, Target.encode(key.value()));
    CompletableFuture<RecordedEvent> found =
        ask.again(
            Ask.get(target),
            key.value(),
            json -> EventJson.read(json, conversation, learned.isOurs()));
    CompletableFuture<Outcome> result = new CompletableFuture<>();
    var unused =
        found.whenComplete(
            (event, failure) ->
                callbacks.execute(
                    () ->
                        result.complete(
                            failure == null
                                ? new Outcome.Accepted(event)
                                : notFound(asException(failure)))));
    return result;
  }

  private Outcome notFound(ConversationBusException reason) {
    boolean isCertain =
        reason instanceof NotFoundException || (closed.get() && reason.code().equals("bus.closed"));
    return isCertain
        ? new Outcome.Rejected(reason)
        : new Outcome.Unknown("looking up the key failed", reason);
  }

  @Override
  public CompletableFuture<HistoryPage> history(HistoryQuery query) {
    requireNonNull(query, "query");
    return answer(() -> histories.read(query));
  }

  @Override
  public CompletableFuture<RecordedEvent> delete(
      ConversationId conversation, long eventId, @Nullable MemberId by) {
    requireNonNull(conversation, "conversation");
    String path = Paths.event(ApiVersion.V1, conversation, eventId);
    Target target = new Target(path).with(Params.FROM, by == null ? null : by.value());
    return answer(
        () ->
            ask.again(Request.of("DELETE", target.toString()), conversation.value(), json -> json)
                .thenCompose(
                    done ->
                        ask.again(
                            Ask.get(path),
                            conversation.value(),
                            json -> EventJson.read(json, conversation, learned.isOurs()))));
  }

  @Override
  public CompletableFuture<Feed> open(
      ConversationId conversation, long afterId, FeedObserver observer) {
    requireNonNull(conversation, "conversation");
    requireNonNull(observer, "observer");
    return answer(
        () -> {
          if (afterId < 0 && afterId != Feed.LIVE) {
            throw refusal("feed.place", "afterId", Long.toString(afterId), "0 or more, or LIVE");
          }
          return feeds.open(conversation, afterId, observer);
        });
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (webhooks != null) {
        webhooks.detach();
      }
      publishing.close();
      feeds.close();
      calls.close();
      engine.close();
      time.close();
      callbacks.close();
    }
  }

  private static void checkPage(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw refusal("page.limit", "limit", Integer.toString(limit), "1 to " + MAX_LIMIT);
    }
  }

  private static InvalidEventException refusal(
      String code, String field, String found, String allowed) {
    return new InvalidEventException(List.of(Violation.of(code, field, found, allowed)));
  }

  /** Makes a call, whose future completes as that of a caller must: unwrapped, and elsewhere. */
  private <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> call) {
    if (closed.get()) {
      return CompletableFuture.failedFuture(Calls.closedException());
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      var unused =
          call.get()
              .whenComplete(
                  (value, failure) ->
                      callbacks.execute(
                          () -> {
                            if (failure == null) {
                              result.complete(value);
                            } else {
                              result.completeExceptionally(asException(failure));
                            }
                          }));
    } catch (ConversationBusException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  private static ConversationBusException asException(Throwable failure) {
    Throwable reason = requireNonNull(Histories.unwrap(failure));
    return reason instanceof ConversationBusException known
        ? known
        : new UnavailableException("the transport failed", null, reason);
  }

  /** {@return the name of this transport, nothing of its credentials} */
  @Override
  public String toString() {
    return "HttpTransport";
  }
}
