package dev.conversationbus.http.feed;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed that asks for what is new: at once while there is more, and ever less often while nothing
 * happens. A webhook's event is handed on as it comes if it is the next one, and otherwise makes
 * the feed ask at once.
 */
final class PollFeed implements Feed {

  private static final Logger LOG = LoggerFactory.getLogger(PollFeed.class);

  private final Feeds feeds;
  private final ConversationId conversation;
  private final long startedAfter;
  private final Courier courier;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Object lock = new Object();

  // Under the lock.
  private long last;
  private boolean asking;
  private boolean askAgain;
  private boolean behind;
  private long missing;
  private Duration wait;
  private Timing.@Nullable Cancellation timer;

  PollFeed(Feeds feeds, ConversationId conversation, long startedAfter, FeedObserver observer) {
    this.feeds = feeds;
    this.conversation = conversation;
    this.startedAfter = startedAfter;
    this.last = startedAfter;
    this.wait = feeds.rules().shortestPoll();
    this.courier = new Courier(observer, feeds.executor(), this::caughtUp);
  }

  ConversationId conversation() {
    return conversation;
  }

  /** Asks now, or once more when the question under way is answered. */
  void ask() {
    long after;
    synchronized (lock) {
      if (ended.get()) {
        return;
      }
      if (asking) {
        askAgain = true;
        return;
      }
      asking = true;
      if (timer != null) {
        timer.cancel();
        timer = null;
      }
      after = last;
    }
    feeds.ask(conversation, after, this::answered);
  }

  private void answered(@Nullable HistoryPage page, @Nullable ConversationBusException failure) {
    if (failure != null) {
      breakOff(failure);
      return;
    }
    if (page != null) {
      boolean again;
      synchronized (lock) {
        asking = false;
        again = take(page) || askAgain;
        askAgain = false;
        behind = again && courier.backlog() > 0;
        if (!again && !ended.get()) {
          Duration next = wait;
          wait = feeds.longer(wait);
          timer = feeds.timing().after(next, this::ask);
        }
        again &= !behind;
      }
      if (again) {
        ask();
      }
    }
  }

  /** Hands a page on. {@return whether to ask again at once} */
  private boolean take(HistoryPage page) {
    if (page.forgottenThrough() > last) {
      courier.gap(last + 1, page.forgottenThrough(), "forgotten by the other side");
      last = page.forgottenThrough();
    }
    boolean news = false;
    for (RecordedEvent event : page.events()) {
      if (event.id() <= last) {
        continue;
      }
      if (event.id() > last + 1) {
        if (missing != last + 1) {
          // It may be on its way: whoever lists it may be behind whoever recorded it.
          missing = last + 1;
          return false;
        }
        courier.gap(last + 1, event.id() - 1, "not in the other side's list");
      }
      news = true;
      last = event.id();
      courier.event(event);
    }
    if (news) {
      wait = feeds.rules().shortestPoll();
    }
    return page.hasMore();
  }

  /** Goes on asking once the observer has heard what there was. */
  private void caughtUp() {
    boolean now;
    synchronized (lock) {
      now = behind;
      behind = false;
    }
    if (now) {
      ask();
    }
  }

  /** Takes an event that came by a webhook. */
  void brought(RecordedEvent event) {
    synchronized (lock) {
      if (event.id() <= last || ended.get()) {
        return;
      }
      if (event.id() == last + 1 && !asking && !behind) {
        last = event.id();
        courier.event(event);
        return;
      }
    }
    ask();
  }

  private void breakOff(ConversationBusException cause) {
    if (end()) {
      LOG.info("feed of {} broke", conversation, cause);
      courier.broken(cause);
    }
  }

  private boolean end() {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    feeds.forget(this);
    synchronized (lock) {
      if (timer != null) {
        timer.cancel();
      }
    }
    return true;
  }

  @Override
  public long startedAfter() {
    return startedAfter;
  }

  @Override
  public void close() {
    courier.close();
    end();
  }
}
