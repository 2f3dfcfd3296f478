package dev.conversationbus.inmemory;

import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed: a place in a log, moved on by whoever signals first while nobody else does.
 *
 * <p>There is no queue. Of several threads that signal at once one hands on for all; a signal from
 * inside the observer only asks for another round, so that the stack stays flat and order holds.
 */
final class Cursor implements Feed, Audience {

  private static final Logger LOG = LoggerFactory.getLogger(InMemoryTransport.class);

  /** Whether calls may begin. */
  private enum Life {
    OPEN,
    BREAKING,
    CLOSED
  }

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;
  private static final VarHandle STATE;
  private static final VarHandle LIFE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Cursor.class, "state", int.class);
      LIFE = MethodHandles.lookup().findVarHandle(Cursor.class, "life", Life.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Links of the transport's list of open feeds; the transport's lock guards them. */
  @Nullable Cursor before;

  @Nullable Cursor behind;

  private final Room room;
  private final InMemoryTransport transport;
  private final long startedAfter;

  /** Changed, like {@link #next}, only by the thread that made the state {@link #RUNNING}. */
  private volatile FeedObserver observer;

  private long next;

  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  private volatile Life life = Life.OPEN;

  Cursor(Room room, InMemoryTransport transport, FeedObserver observer, long startedAfter) {
    this.room = room;
    this.transport = transport;
    this.observer = observer;
    this.startedAfter = startedAfter;
    this.next = Math.max(startedAfter, startedAfter + 1); // stays at the end of the numbers
  }

  @Override
  public long startedAfter() {
    return startedAfter;
  }

  @Override
  public void close() {
    life = Life.CLOSED;
    transport.forget(this);
    room.remove(this);
    if (observer instanceof FaultyFeed faulty) {
      faulty.close();
    }
  }

  boolean isOpen() {
    return life == Life.OPEN;
  }

  /** Breaks the feed, unless it is closed already; its observer learns of it in its turn. */
  void breakOff() {
    if (LIFE.compareAndSet(this, Life.OPEN, Life.BREAKING)) {
      signal();
    }
  }

  @Override
  public void signal() {
    while (true) {
      int seen = (int) STATE.getVolatile(this);
      if (seen == AGAIN) {
        return;
      }
      if (STATE.compareAndSet(this, seen, seen + 1)) {
        if (seen == IDLE) {
          run();
        }
        return;
      }
    }
  }

  private void run() {
    while (true) {
      handOn();
      if (STATE.compareAndSet(this, RUNNING, IDLE)) {
        return;
      }
      STATE.setVolatile(this, RUNNING);
    }
  }

  private void handOn() {
    if (transport.isExposed() && !(observer instanceof FaultyFeed)) {
      observer = transport.exposed(observer, this);
    }
    if (observer instanceof FaultyFeed faulty) {
      faulty.releaseIfDue();
      handOnTo(faulty);
    } else {
      handOnTo(observer);
    }
    if (life == Life.BREAKING && LIFE.compareAndSet(this, Life.BREAKING, Life.CLOSED)) {
      close();
      callBroken(
          observer,
          new UnavailableException(
              "feed of " + room.id() + " was broken by the failure script", null, null));
    }
  }

  private void handOnTo(FeedObserver listening) {
    EventLog log = room.log();
    long last = log.lastId();
    while (next <= last && life == Life.OPEN) {
      handOnNext(log, listening);
    }
  }

  private void handOnTo(FaultyFeed faulty) {
    EventLog log = room.log();
    long last = log.lastId();
    while (next <= last && life == Life.OPEN && !faulty.isPaused()) {
      handOnNext(log, faulty);
    }
  }

  private void handOnNext(EventLog log, FeedObserver listening) {
    RecordedEvent event = log.get(next);
    if (event == null) {
      handOnGap(log, listening);
    } else {
      next++;
      call(listening, event);
    }
  }

  /** Calls an observer, whose failure disturbs nobody else. */
  static void call(FeedObserver observer, RecordedEvent event) {
    try {
      observer.onEvent(event);
    } catch (Throwable e) {
      LOG.error("feed observer failed on {}", event, e);
    }
  }

  /** Tells an observer that its feed broke; its failure disturbs nobody else. */
  static void callBroken(FeedObserver observer, UnavailableException cause) {
    try {
      observer.onBroken(cause);
    } catch (Throwable e) {
      LOG.error("feed observer failed on a broken feed", e);
    }
  }

  private void handOnGap(EventLog log, FeedObserver listening) {
    long from = next;
    long to = Math.max(from, log.forgottenThrough());
    next = to + 1;
    try {
      listening.onGap(from, to, "forgotten by the rule " + room.rules().retention());
    } catch (Throwable e) {
      LOG.error("feed observer failed on a gap in {}: {} to {}", room.id(), from, to, e);
    }
  }

  @Override
  public Audience plus(Cursor feed) {
    return new Several(this, feed);
  }

  @Override
  public Audience minus(Cursor feed) {
    return feed == this ? NOBODY : this;
  }
}
