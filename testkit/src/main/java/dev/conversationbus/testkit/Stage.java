package dev.conversationbus.testkit;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport made for one test, with the words in which the tests speak. */
final class Stage {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final TransportSetup setup;
  private final Set<Thread> before = Threads.alive();
  private final Transport transport;

  Stage(TransportSetup setup) throws Exception {
    this.setup = setup;
    this.transport = setup.create();
  }

  Transport transport() {
    return transport;
  }

  TransportSetup setup() {
    return setup;
  }

  Duration patience() {
    return setup.patience();
  }

  /** Closes the transport, and ends what its factory started beside it. */
  void close() throws Exception {
    try {
      transport.close();
    } finally {
      setup.tearDown();
    }
  }

  /** The threads that were started since the transport was made and do not end. */
  List<Thread> threadsLeft() throws InterruptedException {
    return Threads.leftSince(before, setup::mayOutlive, patience());
  }

  /** Makes a name that no other test uses. */
  static String unique(String word) {
    return word + "-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /** Waits for a result; fails if there is none in time. */
  <T> T get(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("expected a result, failed with " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("the future did not complete within " + patience(), e);
    }
  }

  /** Waits for a failure, which must be of the given class and not wrapped in another one. */
  <X extends ConversationBusException> X failure(Class<X> expected, CompletableFuture<?> future)
      throws InterruptedException {
    CompletableFuture<@Nullable Throwable> failure =
        future.handle((result, e) -> e == null ? new NoFailure(result) : e);
    Throwable found = get(failure);
    if (found instanceof CompletionException || !expected.isInstance(found)) {
      throw new AssertionError(
          "expected the future to fail with " + expected.getSimpleName() + ", found " + found,
          found);
    }
    return expected.cast(found);
  }

  private static final class NoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoFailure(@Nullable Object result) {
      super("no failure but " + result, null, false, false);
    }
  }

  ConversationId conversation() throws InterruptedException {
    return get(transport.createConversation(null, null)).id();
  }

  User user(String word) throws InterruptedException {
    return get(transport.user(unique(word)));
  }

  Member join(ConversationId conversation, String word) throws InterruptedException {
    return join(conversation, user(word));
  }

  Member join(ConversationId conversation, User user) throws InterruptedException {
    return get(transport.join(conversation, user.id()));
  }

  static Publication publication(ConversationId conversation, @Nullable MemberId from) {
    return publication(conversation, from, "ping", Body.empty());
  }

  static Publication publication(
      ConversationId conversation, @Nullable MemberId from, String name, Body body) {
    return publication(conversation, from, name, body, IdempotencyKey.mint());
  }

  static Publication publication(
      ConversationId conversation,
      @Nullable MemberId from,
      String name,
      Body body,
      IdempotencyKey key) {
    return new Publication(conversation, from, name, body, key, DEADLINE);
  }

  Outcome publish(Publication publication) throws InterruptedException {
    return get(transport.publish(publication));
  }

  /** Publishes, and fails unless it is accepted. */
  RecordedEvent accepted(Publication publication) throws InterruptedException {
    return accepted(publish(publication));
  }

  static RecordedEvent accepted(Outcome outcome) {
    if (outcome instanceof Outcome.Accepted recorded) {
      return recorded.event();
    }
    Throwable reason =
        outcome instanceof Outcome.Rejected rejected
            ? rejected.reason()
            : ((Outcome.Unknown) outcome).cause();
    throw new AssertionError("expected acceptance, found " + outcome, reason);
  }

  /** Fails unless the outcome is a rejection for a reason of the given class. */
  static <X extends ConversationBusException> X rejected(Class<X> expected, Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected && expected.isInstance(rejected.reason())) {
      return expected.cast(rejected.reason());
    }
    throw new AssertionError(
        "expected a rejection with " + expected.getSimpleName() + ", found " + outcome);
  }

  /** Sends an empty body as the application. */
  RecordedEvent say(ConversationId conversation, String name) throws InterruptedException {
    return accepted(publication(conversation, null, name, Body.empty()));
  }

  RecordedEvent say(ConversationId conversation, Member from, String name, Body body)
      throws InterruptedException {
    return accepted(publication(conversation, from.id(), name, body));
  }

  /** Sends so many events as the application. */
  List<RecordedEvent> sayMany(ConversationId conversation, int count) throws InterruptedException {
    List<CompletableFuture<Outcome>> sending = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sending.add(transport.publish(publication(conversation, null)));
    }
    List<RecordedEvent> said = new ArrayList<>();
    for (CompletableFuture<Outcome> future : sending) {
      said.add(accepted(get(future)));
    }
    return said;
  }

  HeardFeed hear(ConversationId conversation) throws InterruptedException {
    return hear(conversation, Feed.LIVE);
  }

  HeardFeed hear(ConversationId conversation, long afterId) throws InterruptedException {
    return hear(conversation, afterId, event -> {});
  }

  HeardFeed hear(ConversationId conversation, long afterId, Consumer<RecordedEvent> reaction)
      throws InterruptedException {
    return hear(transport, conversation, afterId, reaction);
  }

  HeardFeed hear(
      Transport where, ConversationId conversation, long afterId, Consumer<RecordedEvent> reaction)
      throws InterruptedException {
    HeardFeed heard = new HeardFeed(patience(), reaction);
    heard.attach(get(where.open(conversation, afterId, heard)));
    return heard;
  }

  HistoryPage page(HistoryQuery query) throws InterruptedException {
    return get(transport.history(query));
  }

  /** Reads every event of a conversation, tombstones and the system's included, page by page. */
  List<RecordedEvent> everything(ConversationId conversation) throws InterruptedException {
    return everything(transport, conversation);
  }

  List<RecordedEvent> everything(Transport where, ConversationId conversation)
      throws InterruptedException {
    HistoryQuery query =
        HistoryQuery.of(conversation)
            .withFilter(EventFilter.all())
            .includingDeleted()
            .withLimit(HistoryQuery.MAX_LIMIT);
    List<RecordedEvent> all = new ArrayList<>();
    HistoryPage page;
    do {
      page = get(where.history(query));
      all.addAll(page.events());
      if (page.events().isEmpty() && page.hasMore()) {
        throw new AssertionError("an empty page says that there is more, after " + all.size());
      }
      if (page.hasMore()) {
        query = query.after(all.get(all.size() - 1).id());
      }
    } while (page.hasMore());
    return all;
  }
}
