package dev.conversationbus.naive;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Transports whose feeds do not keep promises 3, 4 and 5. */
final class BrokenFeeds {

  private BrokenFeeds() {}

  static Stream<Fault> all() {
    return Stream.of(
        new Fault(
            "doubling an event", "Feeds#aFeedGivesEachEventOnceInOrder", heardBy(Doubling::new)),
        new Fault("losing an event", "Feeds#aFeedGivesEachEventOnceInOrder", heardBy(Losing::new)),
        new Fault(
            "disorder", "Feeds#aFeedKeepsTheOrderOfConcurrentSenders", heardBy(Disordering::new)),
        new Fault(
            "hiding the system's events", "Feeds#aFeedGivesSystemEvents", heardBy(Hiding::new)),
        new Fault("hiding tombstones", "LateFeeds#aLateFeedGivesTombstones", heardBy(Burying::new)),
        new Fault(
            "giving up on an observer that throws",
            "Observers#aThrowingObserverMissesNothing",
            heardBy(Sulking::new)),
        new Fault(
            "calling from several threads",
            "Observers#anObserverIsCalledByOneThreadAtATime",
            heardBy(Scattering::new)),
        new Fault("opening late", "Feeds#thePlaceOfALiveFeedIsFixedWhenItIsOpen", OpeningLate::new),
        new Fault(
            "going on after a feed is closed", "Feeds#aClosedFeedGivesNothingMore", Deaf::new),
        new Fault(
            "feeding other conversations' events",
            "Feeds#aFeedGivesNothingOfOtherConversations",
            Gossiping::new),
        new Fault(
            "starting one too early",
            "LateFeeds#aFeedAfterAnIdStartsWithTheNext",
            () -> new StartingAt(-1)),
        new Fault(
            "starting one too late",
            "LateFeeds#thePastHandsOverToThePresent",
            () -> new StartingAt(1)),
        new Fault(
            "passing an observer's exception to the sender",
            "Observers#aThrowingObserverDisturbsNobody",
            Blaming::new));
  }

  private static Supplier<Transport> heardBy(UnaryOperator<FeedObserver> wrong) {
    return () ->
        new ForwardingTransport() {
          @Override
          public CompletableFuture<Feed> open(
              ConversationId conversation, long afterId, FeedObserver observer) {
            return super.open(conversation, afterId, wrong.apply(observer));
          }
        };
  }

  private static final class Doubling extends ForwardingObserver {
    Doubling(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {
      right.onEvent(event);
      if (event.id() == 7) {
        right.onEvent(event);
      }
    }
  }

  private static final class Losing extends ForwardingObserver {
    Losing(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {
      if (event.id() != 7) {
        right.onEvent(event);
      }
    }
  }

  private static final class Disordering extends ForwardingObserver {
    private final AtomicReference<RecordedEvent> held = new AtomicReference<>();

    Disordering(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {
      if (event.id() == 7) {
        held.set(event);
        return;
      }
      right.onEvent(event);
      RecordedEvent late = held.getAndSet(null);
      if (late != null) {
        right.onEvent(late);
      }
    }
  }

  private static final class Hiding extends ForwardingObserver {
    Hiding(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {
      if (event.isCustom()) {
        right.onEvent(event);
      }
    }
  }

  private static final class Burying extends ForwardingObserver {
    Burying(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {
      if (!event.isDeleted()) {
        right.onEvent(event);
      }
    }
  }

  private static final class Sulking extends ForwardingObserver {
    private boolean hurt;

    Sulking(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {
      if (!hurt) {
        hurt = true;
        right.onEvent(event);
        hurt = false;
      }
    }
  }

  private static final class Scattering extends ForwardingObserver {
    Scattering(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {
      Thread thread = new Thread(() -> right.onEvent(event), "scattered");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Opens a live feed only after the next publication. */
  private static final class OpeningLate extends ForwardingTransport {
    private final List<Supplier<CompletableFuture<Feed>>> opening = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Feed> open(
        ConversationId conversation, long afterId, FeedObserver observer) {
      CompletableFuture<Feed> planned = super.open(conversation, afterId, new Mute(observer));
      opening.add(() -> super.open(conversation, Feed.LIVE, observer));
      return planned;
    }

    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      CompletableFuture<Outcome> outcome = super.publish(publication);
      for (Supplier<CompletableFuture<Feed>> late : opening) {
        outcome = outcome.thenCombine(late.get(), (result, feed) -> result);
      }
      opening.clear();
      return outcome;
    }
  }

  private static final class Mute extends ForwardingObserver {
    Mute(FeedObserver right) {
      super(right);
    }

    @Override
    public void onEvent(RecordedEvent event) {}
  }

  private static final class Deaf extends ForwardingTransport {
    @Override
    public CompletableFuture<Feed> open(
        ConversationId conversation, long afterId, FeedObserver observer) {
      return super.open(conversation, afterId, observer)
          .thenApply(
              feed ->
                  new Feed() {
                    @Override
                    public long startedAfter() {
                      return feed.startedAfter();
                    }

                    @Override
                    public void close() {}
                  });
    }
  }

  private static final class Gossiping extends ForwardingTransport {
    private final List<FeedObserver> everybody = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Feed> open(
        ConversationId conversation, long afterId, FeedObserver observer) {
      everybody.add(observer);
      return super.open(conversation, afterId, new Mute(observer));
    }

    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      return super.publish(publication)
          .thenApply(
              outcome -> {
                if (outcome instanceof Outcome.Accepted accepted) {
                  everybody.forEach(each -> each.onEvent(accepted.event()));
                }
                return outcome;
              });
    }
  }

  private static final class StartingAt extends ForwardingTransport {
    private final int offset;

    StartingAt(int offset) {
      this.offset = offset;
    }

    @Override
    public CompletableFuture<Feed> open(
        ConversationId conversation, long afterId, FeedObserver observer) {
      long wrong = afterId == Feed.LIVE ? afterId : Math.max(0, afterId + offset);
      return super.open(conversation, wrong, observer);
    }
  }

  private static final class Blaming extends ForwardingTransport {
    private final AtomicReference<RuntimeException> thrown = new AtomicReference<>();

    @Override
    public CompletableFuture<Feed> open(
        ConversationId conversation, long afterId, FeedObserver observer) {
      return super.open(
          conversation,
          afterId,
          new ForwardingObserver(observer) {
            @Override
            public void onEvent(RecordedEvent event) {
              try {
                right.onEvent(event);
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            }
          });
    }

    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      CompletableFuture<Outcome> outcome = super.publish(publication);
      RuntimeException failure = thrown.getAndSet(null);
      return failure == null ? outcome : CompletableFuture.failedFuture(failure);
    }
  }
}
