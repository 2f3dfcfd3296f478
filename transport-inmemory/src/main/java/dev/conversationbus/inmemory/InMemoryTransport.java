package dev.conversationbus.inmemory;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Capabilities;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transport within one process: one bus's connection to an {@link InMemoryHub}.
 *
 * <pre>{@code
 * try (ConversationBus bus = ConversationBus.over(InMemoryTransport.create())) {
 *   …
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> Every call is answered before it returns. An event is handed to the feeds on
 * the thread that publishes it; of several threads that publish to one conversation at once, one
 * hands on for all of them. What a feed that starts in the past has missed is handed on by the
 * thread that opens it.
 *
 * <p><b>What it keeps.</b> Timestamps in whole milliseconds and bodies as bytes, as a wire does; an
 * idempotency key as long as {@link InMemoryHub.Builder#idempotency} says.
 *
 * @since 0.1.0
 */
public final class InMemoryTransport implements Transport {

  /** What is closed once this is closed. */
  static final String WHAT = "in-memory transport";

  private final InMemoryHub hub;
  private final OpenFeeds feeds = new OpenFeeds();
  private final FailureScript failures;
  private final Wire wire;
  private volatile boolean closed;

  InMemoryTransport(InMemoryHub hub, FailureScript failures) {
    this.hub = hub;
    this.failures = failures;
    this.wire = new Wire(hub);
  }

  /** {@return a transport with a hub of its own} */
  public static InMemoryTransport create() {
    return InMemoryHub.create().transport();
  }

  /** {@return the hub to which this is a connection} */
  public InMemoryHub hub() {
    return hub;
  }

  @Override
  public String name() {
    return "in-memory";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, false, failures.isArmed());
  }

  @Override
  public Optional<Timing> timing() {
    return hub.givenTiming();
  }

  @Override
  public CompletableFuture<ConversationInfo> createConversation(
      @Nullable String name, @Nullable String displayName) {
    return answer(
        () -> {
          Limits.checkName(name);
          Limits.checkDisplayName(displayName);
          return hub.createRoom(name, displayName).info();
        });
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(ConversationId id) {
    requireNonNull(id, "id");
    return answer(() -> Optional.ofNullable(hub.findRoom(id)).map(Room::info));
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(String name) {
    requireNonNull(name, "name");
    return answer(() -> Optional.ofNullable(hub.findRoom(name)).map(Room::info));
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversations(
      @Nullable ConversationId after, int limit) {
    return answer(
        () -> {
          Limits.checkPage(limit);
          long from = after == null ? 0 : hub.room(after).number();
          return hub.roomsAfter(from, limit).stream().map(Room::info).toList();
        });
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversationsOf(
      UserId user, @Nullable ConversationId after, int limit) {
    requireNonNull(user, "user");
    return answer(
        () -> {
          Limits.checkPage(limit);
          long from = after == null ? 0 : hub.room(after).number();
          Account account = hub.findAccount(user);
          return account == null
              ? List.of()
              : account.rooms().tailMap(from, false).values().stream()
                  .limit(limit)
                  .map(Room::info)
                  .toList();
        });
  }

  @Override
  public CompletableFuture<User> user(String name) {
    requireNonNull(name, "name");
    return answer(
        () -> {
          Limits.checkUserName(name);
          return hub.account(name).user();
        });
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(UserId id) {
    requireNonNull(id, "id");
    return answer(() -> Optional.ofNullable(hub.findAccount(id)).map(Account::user));
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(String name) {
    requireNonNull(name, "name");
    return answer(() -> Optional.ofNullable(hub.findAccount(name)).map(Account::user));
  }

  @Override
  public CompletableFuture<Member> join(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> hub.room(conversation).join(account(user), hub.newMemberId()));
  }

  @Override
  public CompletableFuture<Member> invite(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> hub.room(conversation).invite(account(user), hub.newMemberId()));
  }

  private Account account(UserId user) {
    Account account = hub.findAccount(user);
    if (account == null) {
      throw new NotFoundException(NotFoundException.What.MEMBER, "user " + user);
    }
    return account;
  }

  @Override
  public CompletableFuture<Member> leave(ConversationId conversation, MemberId member) {
    requireNonNull(conversation, "conversation");
    requireNonNull(member, "member");
    return answer(() -> hub.room(conversation).leave(member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(
      ConversationId conversation, MemberId member) {
    requireNonNull(conversation, "conversation");
    requireNonNull(member, "member");
    return answer(() -> hub.room(conversation).findMember(member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> hub.room(conversation).findMember(user));
  }

  @Override
  public CompletableFuture<List<Member>> members(
      ConversationId conversation, @Nullable MemberId after, int limit) {
    requireNonNull(conversation, "conversation");
    return answer(
        () -> {
          Limits.checkPage(limit);
          return hub.room(conversation).members(after, limit);
        });
  }

  @Override
  public CompletableFuture<Outcome> publish(Publication publication) {
    requireNonNull(publication, "publication");
    if (closed) {
      return CompletableFuture.completedFuture(new Outcome.Rejected(closedException()));
    }
    if (failures.isArmed()) {
      Optional<Mishap> mishap = failures.next(Fault.Kind.PUBLICATION);
      if (mishap.isPresent()) {
        return wire.publish(publication, mishap.get());
      }
    }
    return CompletableFuture.completedFuture(hub.publish(publication));
  }

  @Override
  public CompletableFuture<Outcome> lookUp(ConversationId conversation, IdempotencyKey key) {
    requireNonNull(conversation, "conversation");
    requireNonNull(key, "key");
    return answer(() -> hub.room(conversation).lookUp(key))
        .exceptionally(e -> new Outcome.Rejected((ConversationBusException) e));
  }

  @Override
  public CompletableFuture<HistoryPage> history(HistoryQuery query) {
    requireNonNull(query, "query");
    return answer(
        () -> {
          Optional<Mishap> mishap = failures.next(Fault.Kind.QUERY);
          if (mishap.isPresent()) {
            throw mishap.get().asException();
          }
          return hub.room(query.conversation()).history(query);
        });
  }

  @Override
  public CompletableFuture<RecordedEvent> delete(
      ConversationId conversation, long eventId, @Nullable MemberId by) {
    requireNonNull(conversation, "conversation");
    return answer(() -> hub.room(conversation).delete(eventId, by));
  }

  @Override
  public CompletableFuture<Feed> open(
      ConversationId conversation, long afterId, FeedObserver observer) {
    requireNonNull(conversation, "conversation");
    requireNonNull(observer, "observer");
    return answer(
        () -> {
          Limits.checkPlace(afterId);
          Cursor feed = hub.room(conversation).open(afterId, observer, this);
          if (!feeds.add(feed)) {
            feed.close();
            throw closedException();
          }
          feed.signal();
          return feed;
        });
  }

  /** {@return whether something can go wrong} */
  boolean isExposed() {
    return failures.isArmed();
  }

  /** {@return an observer that meets what goes wrong} */
  FaultyFeed exposed(FeedObserver observer, Cursor feed) {
    return new FaultyFeed(feed, observer, failures, hub.timing());
  }

  /** Learns that a feed was closed. */
  void forget(Cursor feed) {
    feeds.remove(feed);
  }

  /** Breaks every feed that is open. */
  void breakFeeds() {
    feeds.all().forEach(Cursor::breakOff);
  }

  @Override
  public void close() {
    closed = true;
    if (feeds.close()) {
      wire.cut();
      feeds.all().forEach(Cursor::close);
      hub.forget(this);
    }
  }

  private <T> CompletableFuture<T> answer(Supplier<T> call) {
    if (closed) {
      return CompletableFuture.failedFuture(closedException());
    }
    try {
      return CompletableFuture.completedFuture(call.get());
    } catch (ConversationBusException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static BusClosedException closedException() {
    return new BusClosedException(WHAT);
  }
}
