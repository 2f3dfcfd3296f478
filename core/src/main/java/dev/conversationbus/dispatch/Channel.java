package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one bus hears of one conversation: the feed comes in, each event is put in its place by its
 * id, and goes out to the listeners. It exists while there are listeners.
 */
public final class Channel extends ListenerTable implements FeedObserver, Backlog.Owner {

  /** Before the feed's place is known. */
  private static final long NOWHERE = -1;

  private final Dispatcher dispatcher;
  private final ConversationId conversation;
  private final Lane lane;
  private @Nullable FeedConnection connection;
  private volatile @Nullable Backlog backlog;
  private volatile long lastSeen = NOWHERE;

  /** How many registrations there are or are being made; guarded by the dispatcher's map. */
  int users;

  Channel(Dispatcher dispatcher, ConversationId conversation) {
    this.dispatcher = dispatcher;
    this.conversation = conversation;
    this.lane = new Lane(dispatcher.rule().perListener() ? null : dispatcher.rule().executor());
  }

  public ConversationId conversation() {
    return conversation;
  }

  @Override
  Lane lane() {
    return lane;
  }

  /**
   * The largest id that the feed has brought or started after; {@link Feed#LIVE} before its place
   * is known.
   */
  long lastSeen() {
    return Math.max(lastSeen, Feed.LIVE);
  }

  <T> Registration<T> addLive(Target<T> target, EventListener<T> listener) {
    DeliveryRule rule = dispatcher.rule();
    if (!rule.perListener()) {
      return add(target, listener);
    }
    BufferedRegistration<T> registration = addBuffered(target, listener, Long.MAX_VALUE);
    registration.backlog().start();
    return registration;
  }

  <T> BufferedRegistration<T> addBuffered(
      Target<T> target, EventListener<T> listener, long demand) {
    DeliveryRule rule = dispatcher.rule();
    boolean paced = demand != Long.MAX_VALUE;
    BufferedRegistration<T> registration =
        new BufferedRegistration<>(
            this,
            target,
            listener,
            rule.perListener() ? new Lane(rule.executor()) : lane,
            rule.perListener() && !paced
                ? rule.bound()
                : rule.bound().withRule(Backlog.Rule.CATCH_UP),
            demand);
    add(registration);
    return registration;
  }

  /** {@return done when the feed's place is fixed; whatever is recorded from then on is heard} */
  CompletableFuture<Void> connect() {
    FeedConnection current;
    boolean isNew = false;
    synchronized (lock()) {
      current = connection;
      if (current == null || current.opened().isCompletedExceptionally()) {
        current = new FeedConnection(this, dispatcher);
        connection = current;
        isNew = true;
      }
    }
    if (isNew) {
      current.open();
    }
    return current.opened();
  }

  /**
   * Called by the feed's connection once the feed is open; changes nothing when it was open before.
   */
  void startedAfter(long id) {
    Backlog repairing = null;
    synchronized (lock()) {
      if (lastSeen >= 0) {
        return;
      }
      long early = early(lastSeen);
      if (early > id) {
        repairing = backlog(id);
        repairing.note(early);
      }
      lastSeen = Math.max(id, early);
    }
    if (repairing != null) {
      repairing.schedule();
    }
  }

  /**
   * The largest id that came before the feed's place was known; they are kept as numbers below
   * {@link #NOWHERE}.
   */
  private static long early(long seen) {
    return seen < NOWHERE ? -seen - 1 : NOWHERE;
  }

  /** Notes an id while the feed's place is not known; what is there is read from the history. */
  private boolean isEarly(long id) {
    synchronized (lock()) {
      if (lastSeen >= 0) {
        return false;
      }
      lastSeen = -Math.max(id, early(lastSeen)) - 1;
      return true;
    }
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    long id = recorded.id();
    if (lastSeen < 0 && isEarly(id)) {
      return;
    }
    long seen = lastSeen;
    if (id <= seen) {
      return;
    }
    lastSeen = id;
    boolean hole = id != seen + 1;
    if (!recorded.isCustom()) {
      if (hole) {
        backlog(seen).missed(id);
      }
      return;
    }
    CustomEvent<Body> event = dispatcher.eventOf(recorded);
    if (!hole && dispatcher.isDirect() && lane.tryEnter()) {
      try {
        Backlog waiting = backlog;
        if (waiting == null || waiting.isIdle()) {
          if (waiting != null) {
            waiting.passed(id);
          }
          accept(event);
          return;
        }
        waiting.offer(event, false);
      } finally {
        lane.leave();
      }
    } else {
      backlog(seen).offer(event, hole);
    }
  }

  private Backlog backlog(long startAfter) {
    Backlog current = backlog;
    if (current == null) {
      DeliveryRule rule = dispatcher.rule();
      Backlog made =
          new Backlog(lane, this, source(EventFilter.custom()), mainBound(rule), Long.MAX_VALUE);
      made.passed(startAfter);
      made.start();
      backlog = made;
      current = made;
    }
    return current;
  }

  /** Under lanes of their own the listeners have the queues, and this one only repairs the feed. */
  private static Backlog.Bound mainBound(DeliveryRule rule) {
    return rule.perListener() ? rule.bound().withRule(Backlog.Rule.CATCH_UP) : rule.bound();
  }

  @Override
  public void accept(CustomEvent<Body> event) {
    if (!dispatch(event)) {
      dispatcher.signals().unhandled(this, event);
    }
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    if (lastSeen < 0 && isEarly(toId)) {
      gap(fromId, toId, why);
      return;
    }
    long seen = lastSeen;
    if (toId <= seen) {
      return;
    }
    if (fromId > seen + 1) {
      backlog(seen).missed(fromId - 1);
    }
    lastSeen = toId;
    Backlog waiting = backlog;
    if (waiting != null) {
      waiting.passed(toId);
    }
    gap(Math.max(fromId, seen + 1), toId, why);
  }

  @Override
  public void onBroken(@Nullable Throwable cause) {
    FeedConnection current;
    synchronized (lock()) {
      current = connection;
    }
    if (current != null) {
      dispatcher.signals().feedBroken(conversation, lastSeen);
      current.reopen();
    }
  }

  @Override
  void onFailed(Registration<?> registration, CustomEvent<Body> event, Throwable thrown) {
    dispatcher.signals().failed(registration, event, thrown);
  }

  @Override
  void onEnded(Registration<?> registration) {
    dispatcher.release(this);
  }

  HistoryRun.Source source(EventFilter filter) {
    return new HistorySource(dispatcher, conversation, filter);
  }

  @Override
  public void dropped(long events, String why) {
    dispatcher.signals().dropped(conversation, events, why);
  }

  @Override
  public void gap(long fromId, long toId, String why) {
    dispatcher.signals().gap(conversation, fromId, toId, why);
  }

  @Override
  public void overflowed(long events) {
    registrations().forEach(Registration::close);
    dropped(events, "queue full, all subscriptions of the conversation ended");
  }

  void disconnect() {
    FeedConnection current;
    synchronized (lock()) {
      current = connection;
      connection = null;
    }
    if (current != null) {
      current.close();
    }
  }

  /** Whether the calling thread is running a listener of this conversation. */
  boolean isRunningHere() {
    return lane.isMine()
        || registrations().stream()
            .anyMatch(r -> r instanceof BufferedRegistration<?> own && own.isRunningHere());
  }

  /**
   * {@return done once everything that was fed has been handed over, but for what the calling
   * thread itself is at}
   */
  CompletableFuture<Void> drained() {
    if (lane.isMine()) {
      return CompletableFuture.completedFuture(null);
    }
    // Asked now, since what follows may run on any thread.
    List<BufferedRegistration<?>> others = new ArrayList<>();
    for (Registration<?> registration : registrations()) {
      if (registration instanceof BufferedRegistration<?> buffered && !buffered.isRunningHere()) {
        others.add(buffered);
      }
    }
    CompletableFuture<Void> all = marker(lane);
    Backlog waiting = backlog;
    if (waiting != null) {
      all = CompletableFuture.allOf(all, waiting.drained());
    }
    for (BufferedRegistration<?> buffered : others) {
      all = all.thenCompose(done -> buffered.drained());
    }
    return all;
  }

  @Override
  public void tryLater(Runnable task, int number) {
    if (!dispatcher.isClosed()) {
      dispatcher.timing().after(HistorySource.backOff(number), task);
    }
  }

  static CompletableFuture<Void> marker(Lane lane) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    lane.execute(new Marker(reached));
    return reached;
  }

  private record Marker(CompletableFuture<Void> reached) implements Lane.Refusable {
    @Override
    public void run() {
      reached.complete(null);
    }

    @Override
    public void onRefused() {
      reached.complete(null);
    }
  }

  /** Ends what is left; {@return how many events were still waiting} */
  long abandon() {
    Backlog waiting = backlog;
    long left = waiting == null ? 0 : waiting.close();
    for (Registration<?> registration : registrations()) {
      if (registration instanceof BufferedRegistration<?> buffered) {
        left += buffered.backlog().close();
      }
      registration.close();
    }
    return left;
  }
}
