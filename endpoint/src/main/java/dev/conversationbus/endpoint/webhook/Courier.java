package dev.conversationbus.endpoint.webhook;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Posts the events of one conversation, one after the other. The feed only says that there is
 * something new; what it is is read from the history, a page at a time, so that a receiver that
 * fell behind costs a number and not a queue.
 *
 * <p>All but the feed's observer is confined to the webhooks' thread.
 */
final class Courier {

  private static final int PAGE = 100;

  private final PostOffice post;
  private final ConversationId conversation;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Queue<RecordedEvent> page = new ArrayDeque<>();

  private final AtomicLong newest = new AtomicLong();
  private volatile long position;
  private long pageEnd;
  private int failures;
  private boolean started;
  private boolean busy;
  private boolean closed;
  private @Nullable Feed feed;

  Courier(PostOffice post, ConversationId conversation) {
    this.post = post;
    this.conversation = conversation;
  }

  /** {@return the id up to which everything was posted or given up} */
  long position() {
    return position;
  }

  /**
   * Begins behind an id.
   *
   * @return done when whatever is recorded from then on will be posted
   */
  CompletableFuture<Void> start(long afterId) {
    return open()
        .thenAccept(
            opened -> {
              post.run(
                  () -> {
                    position = afterId == Feed.LIVE ? opened.startedAfter() : afterId;
                    started = true;
                  });
              wake(opened.startedAfter());
            });
  }

  private CompletableFuture<Feed> open() {
    return post.transport()
        .open(conversation, Feed.LIVE, new Alarm())
        .thenApply(
            opened -> {
              post.run(() -> keep(opened));
              return opened;
            });
  }

  private void keep(Feed opened) {
    if (closed) {
      opened.close();
    } else {
      feed = opened;
    }
  }

  /** Takes the news of an event; callable from any thread, and never waits. */
  private void wake(long id) {
    newest.accumulateAndGet(id, Math::max);
    if (!awake.getAndSet(true)) {
      post.run(
          () -> {
            awake.set(false);
            step();
          });
    }
  }

  private void step() {
    if (!started || busy || closed) {
      return;
    }
    if (!page.isEmpty()) {
      busy = true;
      post.slots().acquire(this::send);
    } else if (position < newest.get()) {
      busy = true;
      read();
    }
  }

  private void read() {
    long known = newest.get();
    HistoryQuery query =
        HistoryQuery.of(conversation)
            .withFilter(post.filter())
            .includingDeleted()
            .after(position)
            .withLimit(PAGE);
    CompletableFuture<?> unused =
        post.transport()
            .history(query)
            .whenComplete((read, failure) -> post.run(() -> read(known, read, failure)));
  }

  private void read(long known, @Nullable HistoryPage read, @Nullable Throwable failure) {
    busy = false;
    if (read == null) {
      failures++;
      post.unreadable(conversation, failure);
      busy = true;
      post.after(post.backoff().afterFailures(failures, null), this::again);
      return;
    }
    failures = 0;
    if (read.forgottenThrough() > position) {
      post.forgotten(conversation, position + 1, read.forgottenThrough());
    }
    page.addAll(read.events());
    long last = page.isEmpty() ? position : read.events().get(read.events().size() - 1).id();
    pageEnd = read.hasMore() ? last : Math.max(last, known);
    if (page.isEmpty()) {
      position = pageEnd;
    }
    step();
  }

  private void again() {
    busy = false;
    step();
  }

  private void send() {
    RecordedEvent event = page.element();
    if (closed) {
      post.slots().release();
      return;
    }
    post.send(event, attempt -> post.run(() -> sent(event, attempt)));
  }

  private void sent(RecordedEvent event, Attempt attempt) {
    post.slots().release();
    if (closed) {
      return;
    }
    if (attempt instanceof Attempt.Failed failed && ++failures < post.backoff().maxAttempts()) {
      post.retrying(event, failures, failed.why());
      post.after(post.backoff().afterFailures(failures, failed.notBefore()), this::again);
      return;
    }
    if (attempt instanceof Attempt.Failed failed) {
      post.givenUp(event, failed.why() + ", attempt " + failures);
    } else if (attempt instanceof Attempt.Refused refused) {
      post.givenUp(event, refused.why());
    }
    failures = 0;
    page.remove();
    position = page.isEmpty() ? pageEnd : event.id();
    again();
  }

  /** Opens a new feed in place of one that broke. */
  private void reopen() {
    if (closed) {
      return;
    }
    CompletableFuture<?> unused =
        open()
            .whenComplete(
                (opened, failure) -> {
                  if (opened != null) {
                    wake(opened.startedAfter());
                  } else {
                    post.unreadable(conversation, failure);
                    post.run(() -> post.after(post.backoff().longest(), this::reopen));
                  }
                });
  }

  /** Posts nothing more. */
  void close() {
    closed = true;
    page.clear();
    Feed open = feed;
    if (open != null) {
      open.close();
    }
  }

  /** Hears that something was recorded. */
  private final class Alarm implements FeedObserver {

    @Override
    public void onEvent(RecordedEvent event) {
      wake(event.id());
    }

    @Override
    public void onGap(long fromId, long toId, String why) {
      wake(toId);
    }

    @Override
    public void onBroken(@Nullable Throwable cause) {
      post.run(() -> post.after(post.backoff().first(), Courier.this::reopen));
    }
  }
}
