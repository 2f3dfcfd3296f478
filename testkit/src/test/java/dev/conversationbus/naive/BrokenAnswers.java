package dev.conversationbus.naive;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Transports that answer wrongly, hold locks, or do not close: promises 2, 4 and 6. */
final class BrokenAnswers {

  private BrokenAnswers() {}

  static Stream<Fault> all() {
    return Stream.of(
        new Fault(
            "throwing from an async method",
            "Arguments#anUnknownConversationFailsTheFuture",
            Throwing::new),
        new Fault(
            "wrapping exceptions", "Arguments#anUnknownConversationFailsTheFuture", Wrapping::new),
        new Fault("null by the future", "Arguments#nullArgumentsAreRefused", Polite::new),
        new Fault("not answering", "Outcomes#publishingNowhereIsRejected", Silent::new),
        new Fault(
            "answering a conflict with the first event",
            "Repeats#aKeyOfAnotherBodyIsAConflict",
            Careless::new),
        new Fault("forgetting keys", "Repeats#lookingUpAKeyFindsItsEvent", Forgetful::new),
        new Fault("a lock around observers", "Locks#noLockIsHeldWhileAnObserverRuns", Locking::new),
        new Fault(
            "a lock that a blocked observer keeps",
            "Observers#aBlockingObserverHoldsNobodyUp",
            Locking::new),
        new Fault(
            "waiting for observers when closing",
            "Closing#closingDoesNotWaitForObservers",
            Locking::new),
        new Fault("closing only once", "Closing#closingTwiceHasNoEffect", ClosingOnce::new),
        new Fault("not closing", "Closing#afterClosingEverythingFails", NotClosing::new),
        new Fault(
            "failing instead of rejecting once closed",
            "Closing#afterClosingPublishingIsRejected",
            FailingOnceClosed::new),
        new Fault("leaving a thread", "Closing#closingLeavesNoThread", Leaving::new),
        new Fault(
            "leaving a thread without use", "Closing#closingUnusedLeavesNoThread", Leaving::new));
  }

  private static final class Throwing extends ForwardingTransport {
    @Override
    public CompletableFuture<HistoryPage> history(HistoryQuery query) {
      CompletableFuture<HistoryPage> page = super.history(query);
      if (page.isCompletedExceptionally()) {
        throw new NotFoundException(
            NotFoundException.What.CONVERSATION, query.conversation().value());
      }
      return page;
    }
  }

  private static final class Wrapping extends ForwardingTransport {
    @Override
    public CompletableFuture<HistoryPage> history(HistoryQuery query) {
      return super.history(query).thenApply(page -> page);
    }
  }

  private static final class Polite extends ForwardingTransport {
    @Override
    public CompletableFuture<HistoryPage> history(HistoryQuery query) {
      try {
        return super.history(query);
      } catch (NullPointerException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }

  private static final class Silent extends ForwardingTransport {
    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      return super.publish(publication)
          .thenCompose(
              outcome ->
                  outcome instanceof Outcome.Rejected
                      ? new CompletableFuture<>()
                      : CompletableFuture.completedFuture(outcome));
    }
  }

  private static final class Careless extends ForwardingTransport {
    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      IdempotencyKey key = publication.key();
      return super.publish(publication)
          .thenCompose(
              outcome ->
                  key != null
                          && outcome instanceof Outcome.Rejected rejected
                          && rejected.reason() instanceof ConflictException
                      ? lookUp(publication.conversation(), key)
                      : CompletableFuture.completedFuture(outcome));
    }
  }

  private static final class Forgetful extends ForwardingTransport {
    @Override
    public CompletableFuture<Outcome> lookUp(ConversationId conversation, IdempotencyKey key) {
      return super.lookUp(conversation, IdempotencyKey.mint());
    }
  }

  /** Lets one call through at a time, observers and all. */
  private static final class Locking extends ForwardingTransport {
    private final Lock lock = new ReentrantLock();

    private <T> T locked(Supplier<T> call) {
      boolean held = false;
      try {
        // Gives up in the end, so that the thread of a test that failed does not stay for ever.
        held = lock.tryLock(10, TimeUnit.SECONDS);
        return call.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        if (held) {
          lock.unlock();
        }
      }
    }

    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      return locked(() -> super.publish(publication));
    }

    @Override
    public CompletableFuture<Member> join(ConversationId conversation, UserId user) {
      return locked(() -> super.join(conversation, user));
    }

    @Override
    public CompletableFuture<Feed> open(
        ConversationId conversation, long afterId, FeedObserver observer) {
      return locked(() -> super.open(conversation, afterId, observer));
    }

    @Override
    public void close() {
      locked(
          () -> {
            super.close();
            return true;
          });
    }
  }

  private static final class ClosingOnce extends ForwardingTransport {
    private boolean closed;

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("closed already");
      }
      closed = true;
      super.close();
    }
  }

  private static final class NotClosing extends ForwardingTransport {
    @Override
    public void close() {}
  }

  private static final class FailingOnceClosed extends ForwardingTransport {
    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      return super.publish(publication)
          .thenCompose(
              outcome ->
                  outcome instanceof Outcome.Rejected rejected
                          && rejected.reason() instanceof BusClosedException
                      ? CompletableFuture.failedFuture(rejected.reason())
                      : CompletableFuture.completedFuture(outcome));
    }
  }

  private static final class Leaving extends ForwardingTransport {
    private final CountDownLatch never = new CountDownLatch(1);

    Leaving() {
      Thread thread =
          new Thread(
              () -> {
                try {
                  // Long enough to be found, and then gone.
                  if (never.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("never happens");
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "left-behind");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
