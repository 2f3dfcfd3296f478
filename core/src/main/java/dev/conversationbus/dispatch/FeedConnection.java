package dev.conversationbus.dispatch;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.spi.Feed;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel's feed, opened again when it breaks. */
final class FeedConnection {

  private static final Logger LOG = LoggerFactory.getLogger(FeedConnection.class);
  private static final CompletableFuture<Void> OPENED = CompletableFuture.completedFuture(null);

  /** A feed that has held so long may be opened again at once. */
  private static final long HEALTHY_MILLIS = 10_000;

  private final Channel channel;
  private final Dispatcher dispatcher;
  private volatile CompletableFuture<Void> first = new CompletableFuture<>();
  private @Nullable Feed feed;
  private boolean closed;
  private int failures;
  private int generation;
  private long brokenAt;

  FeedConnection(Channel channel, Dispatcher dispatcher) {
    this.channel = channel;
    this.dispatcher = dispatcher;
  }

  /** {@return done once the feed has been open; failed if that was not to be} */
  CompletableFuture<Void> opened() {
    return first;
  }

  /** Opens the feed for the first time. */
  void open() {
    open(Feed.LIVE);
  }

  private void open(long afterId) {
    int mine;
    synchronized (channel.lock()) {
      mine = ++generation;
    }
    dispatcher.call(
        transport -> transport.open(channel.conversation(), afterId, channel),
        (opened, failure) -> {
          if (opened != null) {
            opened(opened, mine);
          } else {
            failed(requireNonNull(failure), mine);
          }
        });
  }

  private void opened(Feed opened, int mine) {
    boolean broken;
    boolean ended;
    synchronized (channel.lock()) {
      broken = mine != generation;
      ended = closed;
      if (!broken && !ended) {
        feed = opened;
      }
    }
    if (broken || ended) {
      end(opened);
    } else {
      channel.startedAfter(opened.startedAfter());
    }
    if (!broken || ended) {
      CompletableFuture<Void> waiting = first;
      first = OPENED;
      waiting.complete(null);
    }
    // If it broke before it was open, whoever waits learns from the attempt that follows.
  }

  private void failed(ConversationBusException reason, int mine) {
    synchronized (channel.lock()) {
      if (mine != generation && !closed) {
        return;
      }
    }
    if (first.completeExceptionally(reason) || isClosed()) {
      return;
    }
    if (reason instanceof NotFoundException || reason instanceof BusClosedException) {
      channel.gap(channel.lastSeen() + 1, Long.MAX_VALUE, reason.code());
      return;
    }
    reopen();
  }

  /**
   * Opens a new feed after the last event: at once if the old one had held for a while, and ever
   * later after failures.
   */
  void reopen() {
    long now = dispatcher.timing().millis();
    Feed broken;
    int number;
    synchronized (channel.lock()) {
      if (closed) {
        return;
      }
      broken = feed;
      feed = null;
      number = now - brokenAt >= HEALTHY_MILLIS ? 0 : failures;
      failures = number + 1;
      brokenAt = now;
      generation++;
    }
    if (broken != null) {
      end(broken);
    }
    if (number == 0) {
      open(channel.lastSeen());
    } else {
      dispatcher
          .timing()
          .after(
              HistorySource.backOff(number),
              () -> {
                if (!isClosed()) {
                  open(channel.lastSeen());
                }
              });
    }
  }

  private boolean isClosed() {
    synchronized (channel.lock()) {
      return closed;
    }
  }

  void close() {
    Feed ending;
    synchronized (channel.lock()) {
      closed = true;
      ending = feed;
      feed = null;
    }
    if (ending != null) {
      end(ending);
    }
    if (dispatcher.isClosed()) {
      first.completeExceptionally(new BusClosedException("the bus"));
    }
  }

  private void end(Feed ending) {
    try {
      ending.close();
    } catch (RuntimeException e) {
      LOG.error("feed of conversation {} cannot be closed", channel.conversation(), e);
    }
  }
}
