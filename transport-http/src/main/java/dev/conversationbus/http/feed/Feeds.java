package dev.conversationbus.http.feed;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.http.attempt.CallListener;
import dev.conversationbus.http.attempt.Calls;
import dev.conversationbus.http.attempt.Failure;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Exchange;
import dev.conversationbus.http.exchange.Listener;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.http.exchange.StreamListener;
import dev.conversationbus.http.order.Lanes;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.Paths;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All feeds of one transport. */
public final class Feeds implements AutoCloseable {

  private final Calls calls;
  private final Source source;
  private final FeedRules rules;
  private final Timing timing;
  private final Executor executor;
  private final boolean webhooks;
  private final Set<Feed> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger streams = new AtomicInteger();

  /** One question at a time for each conversation. */
  private final Lanes<ConversationId> questions = new Lanes<>(Integer.MAX_VALUE);

  private volatile boolean closed;

  /**
   * Makes feeds of what the source offers.
   *
   * @param webhooks whether events come by {@link #brought}, so that no stream is needed
   */
  public Feeds(
      Calls calls,
      Source source,
      FeedRules rules,
      Timing timing,
      Executor executor,
      boolean webhooks) {
    this.calls = calls;
    this.source = source;
    this.rules = rules;
    this.timing = timing;
    this.executor = executor;
    this.webhooks = webhooks;
  }

  FeedRules rules() {
    return rules;
  }

  Timing timing() {
    return timing;
  }

  Executor executor() {
    return executor;
  }

  boolean isOurs(Answer answer) {
    return source.isOurs(answer);
  }

  /** Opens a feed; see {@link dev.conversationbus.spi.Transport#open}. */
  public CompletableFuture<Feed> open(
      ConversationId conversation, long afterId, FeedObserver observer) {
    CompletableFuture<Feed> result = new CompletableFuture<>();
    if (webhooks || source.hasNoStream()) {
      openPoll(conversation, afterId, observer, result);
    } else if (streams.incrementAndGet() > rules.streams()) {
      streams.decrementAndGet();
      openPoll(conversation, afterId, observer, result);
    } else {
      openStream(conversation, afterId, observer, result);
    }
    return result;
  }

  private void openStream(
      ConversationId conversation,
      long afterId,
      FeedObserver observer,
      CompletableFuture<Feed> result) {
    Request request =
        Request.of("GET", Paths.events(ApiVersion.V1, conversation))
            .with("Accept", Headers.EVENT_STREAM + ", " + Headers.JSON + ";q=0.5")
            .with("Cache-Control", "no-store");
    if (afterId != Feed.LIVE) {
      request = request.with(Headers.LAST_EVENT_ID, Long.toString(afterId));
    }
    Opening opening = new Opening(conversation, afterId, observer, result);
    calls.callOver(opening, request, opening);
  }

  /**
   * The attempts to open one stream; each attempt has a feed of its own, the last of which stays.
   */
  private final class Opening implements dev.conversationbus.http.exchange.Exchanges, CallListener {

    private final ConversationId conversation;
    private final long afterId;
    private final FeedObserver observer;
    private final CompletableFuture<Feed> result;

    Opening(
        ConversationId conversation,
        long afterId,
        FeedObserver observer,
        CompletableFuture<Feed> result) {
      this.conversation = conversation;
      this.afterId = afterId;
      this.observer = observer;
      this.result = result;
    }

    @Override
    public Exchange begin(Request request, @Nullable String token, Listener listener) {
      StreamFeed feed = new StreamFeed(Feeds.this, conversation, afterId, observer);
      StreamListener opening =
          new StreamListener() {
            @Override
            public void opened(Answer head, Flow flow) {
              open.add(feed);
              feed.opened(head, flow);
              var unused =
                  feed.opened()
                      .whenComplete(
                          (done, failure) -> {
                            if (failure == null) {
                              result.complete(done);
                            } else {
                              result.completeExceptionally(failure);
                            }
                          });
              listener.answered(head);
              if (closed) {
                feed.close();
              }
            }

            @Override
            public void bytes(java.nio.ByteBuffer bytes) {
              feed.bytes(bytes);
            }
          };
      Exchange exchange = source.beginStream(request, token, opening, feed.listener(listener));
      feed.attach(exchange);
      return exchange;
    }

    @Override
    public void answered(Answer answer, boolean earlier) {
      String type = answer.header("Content-Type");
      boolean isStream = type != null && type.startsWith(Headers.EVENT_STREAM);
      if (answer.status() == 200 && isStream) {
        return; // The stream goes on by itself.
      }
      streams.decrementAndGet();
      if (answer.status() == 200 || answer.status() == 406) {
        source.foundNoStream();
        openPoll(conversation, afterId, observer, result);
      } else {
        fail(source.failure(answer, conversation.value()));
      }
    }

    @Override
    public void failed(Failure failure) {
      streams.decrementAndGet();
      fail(failure.reason());
    }

    private void fail(ConversationBusException reason) {
      executor.execute(() -> result.completeExceptionally(reason));
    }
  }

  private void openPoll(
      ConversationId conversation,
      long afterId,
      FeedObserver observer,
      CompletableFuture<Feed> result) {
    source.lastId(
        conversation,
        (lastId, failure) -> {
          if (failure != null) {
            executor.execute(() -> result.completeExceptionally(failure));
            return;
          }
          PollFeed feed =
              new PollFeed(this, conversation, afterId == Feed.LIVE ? lastId : afterId, observer);
          open.add(feed);
          if (closed) {
            feed.close();
            executor.execute(() -> result.completeExceptionally(Calls.closedException()));
            return;
          }
          executor.execute(() -> result.complete(feed));
          feed.ask();
        });
  }

  /** Asks once, when no other question of the conversation is under way. */
  void ask(ConversationId conversation, long afterId, Source.Taker taker) {
    var unused =
        questions.add(
            conversation,
            done ->
                source.read(
                    conversation,
                    afterId,
                    (page, failure) -> {
                      done.run();
                      taker.take(page, failure);
                    }));
  }

  Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(rules.longestPoll()) < 0 ? twice : rules.longestPoll();
  }

  /** Takes an event that came by a webhook. */
  public void brought(RecordedEvent event) {
    for (Feed feed : open) {
      if (feed instanceof PollFeed polled && polled.conversation().equals(event.conversation())) {
        polled.brought(event);
      }
    }
  }

  void forget(Feed feed) {
    if (open.remove(feed) && feed instanceof StreamFeed) {
      streams.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(Feed::close);
  }
}
