package dev.conversationbus.dispatch;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.spi.Feed;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A channel's feed, opened again when it breaks. */
final class FeedConnection {

  private static final CompletableFuture<Void> OPENED = CompletableFuture.completedFuture(null);

  private final Channel channel;
  private final Dispatcher dispatcher;
  private volatile CompletableFuture<Void> first = new CompletableFuture<>();
  private @Nullable Feed feed;
  private boolean closed;
  private int failures;
  private int generation;

  FeedConnection(Channel channel, Dispatcher dispatcher) {
    this.channel = channel;
    this.dispatcher = dispatcher;
    open(Feed.LIVE);
  }

  /** {@return done once the feed has been open} */
  CompletableFuture<Void> opened() {
    return first;
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
            failed(requireNonNull(failure));
          }
        });
  }

  private void opened(Feed opened, int mine) {
    boolean late;
    synchronized (channel.lock()) {
      late = closed || mine != generation;
      if (!late) {
        failures = 0;
        feed = opened;
      }
    }
    if (late) {
      opened.close();
    } else {
      channel.startedAfter(opened.startedAfter());
    }
    CompletableFuture<Void> waiting = first;
    first = OPENED;
    waiting.complete(null);
  }

  private void failed(ConversationBusException reason) {
    if (first.completeExceptionally(reason)) {
      return;
    }
    if (reason instanceof NotFoundException) {
      long last = channel.lastSeen();
      channel.gap(last + 1, Long.MAX_VALUE, "the conversation is gone");
      return;
    }
    reopen();
  }

  /**
   * Opens a new feed after the last event, now for the first time and ever later after failures.
   */
  void reopen() {
    Feed broken;
    int number;
    synchronized (channel.lock()) {
      if (closed) {
        return;
      }
      broken = feed;
      feed = null;
      number = failures++;
      generation++;
    }
    if (broken != null) {
      broken.close();
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
      ending.close();
    }
  }
}
