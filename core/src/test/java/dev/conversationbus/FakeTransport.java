package dev.conversationbus;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transport of core's own tests: it keeps conversations in lists, answers at once, and lets a
 * test decide what becomes of a publication, of an event on its way through a feed, of a page of
 * history and of the opening of a feed.
 */
final class FakeTransport implements Transport {

  /** Records a publication, and feeds the event. */
  interface Recording {
    Outcome apply(Publication publication);
  }

  /** What becomes of a publication. */
  interface Publishing {
    CompletableFuture<Outcome> publish(Publication publication, Recording record);
  }

  /** What a feed makes of an event; called by one thread at a time for each feed. */
  interface Feeding {
    void feed(RecordedEvent event, FakeFeed feed);
  }

  /** How a question to the history is answered. */
  interface Reading {
    CompletableFuture<HistoryPage> read(
        HistoryQuery query, Function<HistoryQuery, HistoryPage> answer);
  }

  /** How a feed is opened. */
  interface Opening {
    CompletableFuture<Feed> open(Supplier<Feed> open);
  }

  static final Publishing RECORD =
      (publication, record) -> CompletableFuture.completedFuture(record.apply(publication));
  static final Feeding FEED = (event, feed) -> feed.give(event);
  static final Reading READ =
      (query, answer) -> CompletableFuture.completedFuture(answer.apply(query));
  static final Opening OPEN = open -> CompletableFuture.completedFuture(open.get());

  final ManualTiming time = new ManualTiming();
  volatile Capabilities capabilities = new Capabilities(true, true, false, true);
  volatile Publishing publishing = RECORD;
  volatile Reading reading = READ;
  volatile Opening opening = OPEN;
  volatile Function<IdempotencyKey, @Nullable Outcome> lookingUp = key -> null;
  private volatile Feeding feeding = FEED;
  private volatile boolean holding;
  private volatile boolean closed;
  private final boolean hasOwnTime;
  private final Map<ConversationId, FakeRoom> rooms = new ConcurrentHashMap<>();
  private final Map<String, User> users = new ConcurrentHashMap<>();

  private FakeTransport(boolean hasOwnTime) {
    this.hasOwnTime = hasOwnTime;
  }

  static FakeTransport create() {
    return new FakeTransport(true);
  }

  /** {@return a transport that leaves the time to the bus} */
  static FakeTransport inRealTime() {
    return new FakeTransport(false);
  }

  Feeding feeding() {
    return feeding;
  }

  /** Sets what becomes of events on their way through the feeds. */
  void feed(Feeding rule) {
    feeding = rule;
  }

  boolean isHoldingFeeds() {
    return holding;
  }

  /** Feeds nothing until {@link #releaseFeeds}. */
  void holdFeeds() {
    holding = true;
  }

  void releaseFeeds() {
    holding = false;
    rooms.values().forEach(FakeRoom::signal);
  }

  FakeRoom room(Conversation conversation) {
    return room(conversation.id());
  }

  int openFeeds() {
    return rooms.values().stream().mapToInt(room -> room.feeds().size()).sum();
  }

  boolean isClosed() {
    return closed;
  }

  private FakeRoom room(ConversationId id) {
    FakeRoom room = rooms.get(id);
    if (room == null) {
      throw new NotFoundException(NotFoundException.What.CONVERSATION, id.value());
    }
    return room;
  }

  private <T> CompletableFuture<T> answer(Supplier<T> action) {
    if (closed) {
      return CompletableFuture.failedFuture(new BusClosedException("the fake transport"));
    }
    try {
      return CompletableFuture.completedFuture(action.get());
    } catch (ConversationBusException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Optional<Timing> timing() {
    return hasOwnTime ? Optional.of(time) : Optional.empty();
  }

  @Override
  public CompletableFuture<ConversationInfo> createConversation(
      @Nullable String name, @Nullable String displayName) {
    return answer(
        () -> {
          if (name != null && byName(name).isPresent()) {
            throw new ConflictException("name.taken", "the name is taken");
          }
          FakeRoom room = new FakeRoom(name, time);
          rooms.put(room.id, room);
          return room.info();
        });
  }

  private Optional<ConversationInfo> byName(String name) {
    return rooms.values().stream()
        .map(FakeRoom::info)
        .filter(info -> name.equals(info.name()))
        .findFirst();
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(ConversationId id) {
    return answer(() -> Optional.ofNullable(rooms.get(id)).map(FakeRoom::info));
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(String name) {
    return answer(() -> byName(name));
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversationsOf(
      UserId user, @Nullable ConversationId after, int limit) {
    return answer(List::of);
  }

  @Override
  public CompletableFuture<User> user(String name) {
    return answer(() -> users.computeIfAbsent(name, n -> User.of(UserId.random(), n)));
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(UserId id) {
    return answer(() -> users.values().stream().filter(user -> user.id().equals(id)).findFirst());
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(String name) {
    return answer(() -> Optional.ofNullable(users.get(name)));
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversations(
      @Nullable ConversationId after, int limit) {
    return answer(List::of);
  }

  private User known(UserId id) {
    return users.values().stream().filter(user -> user.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public CompletableFuture<Member> join(ConversationId conversation, UserId user) {
    return answer(
        () ->
            room(conversation).enter(known(user), MemberState.JOINED, RecordedEvent.MEMBER_JOINED));
  }

  @Override
  public CompletableFuture<Member> invite(ConversationId conversation, UserId user) {
    return answer(
        () ->
            room(conversation)
                .enter(known(user), MemberState.INVITED, RecordedEvent.MEMBER_INVITED));
  }

  @Override
  public CompletableFuture<Member> leave(ConversationId conversation, MemberId member) {
    return answer(() -> room(conversation).leave(member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(
      ConversationId conversation, MemberId member) {
    return answer(() -> room(conversation).member(member));
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(ConversationId conversation, UserId user) {
    return answer(
        () ->
            room(conversation).members().stream()
                .filter(member -> member.user().id().equals(user))
                .findFirst());
  }

  @Override
  public CompletableFuture<List<Member>> members(
      ConversationId conversation, @Nullable MemberId after, int limit) {
    return answer(
        () -> {
          List<Member> all = room(conversation).members();
          int from =
              after == null ? 0 : 1 + all.indexOf(room(conversation).member(after).orElseThrow());
          return all.subList(from, Math.min(all.size(), from + limit));
        });
  }

  @Override
  public CompletableFuture<Outcome> publish(Publication publication) {
    if (closed) {
      return CompletableFuture.completedFuture(
          new Outcome.Rejected(new BusClosedException("the fake transport")));
    }
    return publishing.publish(publication, p -> room(p.conversation()).record(p));
  }

  @Override
  public CompletableFuture<Outcome> lookUp(ConversationId conversation, IdempotencyKey key) {
    Outcome chosen = lookingUp.apply(key);
    return answer(() -> chosen == null ? room(conversation).lookUp(key) : chosen);
  }

  @Override
  public CompletableFuture<HistoryPage> history(HistoryQuery query) {
    if (closed) {
      return CompletableFuture.failedFuture(new BusClosedException("the fake transport"));
    }
    return reading.read(query, q -> room(q.conversation()).page(q));
  }

  @Override
  public CompletableFuture<RecordedEvent> delete(
      ConversationId conversation, long eventId, @Nullable MemberId by) {
    return answer(() -> room(conversation).delete(eventId));
  }

  @Override
  public CompletableFuture<Feed> open(
      ConversationId conversation, long afterId, FeedObserver observer) {
    if (closed) {
      return CompletableFuture.failedFuture(new BusClosedException("the fake transport"));
    }
    return opening.open(() -> room(conversation).open(this, afterId, observer));
  }

  @Override
  public void close() {
    closed = true;
    rooms.values().forEach(room -> room.feeds().forEach(FakeFeed::close));
  }
}
