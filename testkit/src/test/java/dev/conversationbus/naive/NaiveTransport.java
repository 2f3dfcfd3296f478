package dev.conversationbus.naive;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.DeliveryRejectedException;
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
import dev.conversationbus.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists under one lock; whoever records an event hands it on, once the lock is released. */
public final class NaiveTransport implements Transport {

  private final NaiveStore store;
  private final boolean faulty;
  private final List<NaiveFeed> feeds = new ArrayList<>();
  private boolean closed;

  NaiveTransport(NaiveStore store, boolean faulty) {
    this.store = store;
    this.faulty = faulty;
  }

  /** Makes a transport with a store of its own. */
  public static NaiveTransport create() {
    return new NaiveTransport(new NaiveStore(), false);
  }

  NaiveStore store() {
    return store;
  }

  private <T> CompletableFuture<T> answer(Supplier<T> work) {
    T result;
    List<NaiveFeed> listening;
    synchronized (store.lock) {
      try {
        if (closed) {
          throw new BusClosedException("the naive transport");
        }
        result = work.get();
      } catch (ConversationBusException e) {
        return CompletableFuture.failedFuture(e);
      }
      listening = List.copyOf(store.feeds);
    }
    listening.forEach(NaiveFeed::pump);
    return CompletableFuture.completedFuture(result);
  }

  private CompletableFuture<Outcome> outcome(Supplier<Outcome> work) {
    return answer(work).exceptionally(e -> new Outcome.Rejected((ConversationBusException) e));
  }

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, false, faulty);
  }

  @Override
  public CompletableFuture<ConversationInfo> createConversation(
      @Nullable String name, @Nullable String displayName) {
    return answer(() -> store.create(name, displayName).info());
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(ConversationId id) {
    requireNonNull(id, "id");
    return answer(() -> store.find(id).map(Room::info));
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(String name) {
    requireNonNull(name, "name");
    return answer(() -> store.find(name).map(Room::info));
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversationsOf(
      UserId user, @Nullable ConversationId after, int limit) {
    requireNonNull(user, "user");
    return answer(() -> store.roomsOf(user, after, limit));
  }

  @Override
  public CompletableFuture<User> user(String name) {
    requireNonNull(name, "name");
    return answer(() -> store.user(name));
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(UserId id) {
    requireNonNull(id, "id");
    return answer(() -> store.find(id));
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(String name) {
    requireNonNull(name, "name");
    return answer(() -> store.findUser(name));
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversations(
      @Nullable ConversationId after, int limit) {
    return answer(() -> NaiveStore.page(store.rooms, after, limit));
  }

  @Override
  public CompletableFuture<Member> join(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> store.room(conversation).join(store.user(user)));
  }

  @Override
  public CompletableFuture<Member> invite(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> store.room(conversation).invite(store.user(user)));
  }

  @Override
  public CompletableFuture<Member> leave(ConversationId conversation, MemberId member) {
    requireNonNull(conversation, "conversation");
    requireNonNull(member, "member");
    return answer(() -> store.room(conversation).leave(member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(
      ConversationId conversation, MemberId member) {
    requireNonNull(conversation, "conversation");
    requireNonNull(member, "member");
    return answer(() -> store.room(conversation).member(member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(ConversationId conversation, UserId user) {
    requireNonNull(conversation, "conversation");
    requireNonNull(user, "user");
    return answer(() -> store.room(conversation).present(user));
  }

  @Override
  public CompletableFuture<List<Member>> members(
      ConversationId conversation, @Nullable MemberId after, int limit) {
    requireNonNull(conversation, "conversation");
    return answer(() -> store.room(conversation).members(after, limit));
  }

  @Override
  public CompletableFuture<Outcome> publish(Publication publication) {
    requireNonNull(publication, "publication");
    return outcome(
        () -> {
          Room room = store.room(publication.conversation());
          return switch (store.takeNext()) {
            case NONE -> new Outcome.Accepted(room.publish(publication));
            case REFUSE ->
                new Outcome.Rejected(new DeliveryRejectedException("refused", "on purpose"));
            case LOSE_ANSWER -> {
              room.publish(publication);
              yield new Outcome.Unknown("answer lost on purpose", null);
            }
            case LOSE_REQUEST -> new Outcome.Unknown("request lost on purpose", null);
          };
        });
  }

  @Override
  public CompletableFuture<Outcome> lookUp(ConversationId conversation, IdempotencyKey key) {
    requireNonNull(conversation, "conversation");
    requireNonNull(key, "key");
    return outcome(() -> new Outcome.Accepted(store.room(conversation).lookUp(key)));
  }

  @Override
  public CompletableFuture<HistoryPage> history(HistoryQuery query) {
    requireNonNull(query, "query");
    return answer(() -> store.room(query.conversation()).history(query));
  }

  @Override
  public CompletableFuture<RecordedEvent> delete(
      ConversationId conversation, long eventId, @Nullable MemberId by) {
    requireNonNull(conversation, "conversation");
    return answer(() -> store.room(conversation).delete(eventId, by));
  }

  @Override
  public CompletableFuture<Feed> open(
      ConversationId conversation, long afterId, FeedObserver observer) {
    requireNonNull(conversation, "conversation");
    requireNonNull(observer, "observer");
    return answer(
        () -> {
          NaiveFeed feed = new NaiveFeed(store.lock, store.room(conversation), afterId, observer);
          feeds.add(feed);
          store.feeds.add(feed);
          return feed;
        });
  }

  /** Breaks every feed of this transport. */
  void breakFeeds() {
    List<NaiveFeed> breaking;
    synchronized (store.lock) {
      breaking = List.copyOf(feeds);
      store.feeds.removeAll(feeds);
      feeds.clear();
    }
    breaking.forEach(NaiveFeed::breakNow);
  }

  @Override
  public void close() {
    synchronized (store.lock) {
      closed = true;
      store.feeds.removeAll(feeds);
      feeds.forEach(NaiveFeed::close);
      feeds.clear();
    }
  }
}
