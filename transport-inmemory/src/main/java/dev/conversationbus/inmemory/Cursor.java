package dev.conversationbus.inmemory;

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

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Cursor.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Links of the transport's list of open feeds; the transport's lock guards them. */
  @Nullable Cursor before;

  @Nullable Cursor behind;

  private final Room room;
  private final InMemoryTransport transport;
  private final FeedObserver observer;
  private final long startedAfter;

  /** Touched only by the thread that made the state {@link #RUNNING}. */
  private long next;

  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  private volatile boolean closed;

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
    closed = true;
    transport.forget(this);
    room.remove(this);
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
    EventLog log = room.log();
    long last = log.lastId();
    while (next <= last && !closed) {
      RecordedEvent event = log.get(next);
      if (event == null) {
        handOnGap(log);
      } else {
        next++;
        try {
          observer.onEvent(event);
        } catch (Throwable e) {
          failed(event, e);
        }
      }
    }
  }

  private void handOnGap(EventLog log) {
    long from = next;
    long to = Math.max(from, log.forgottenThrough());
    next = to + 1;
    try {
      observer.onGap(from, to, "forgotten by the rule " + room.rules().retention());
    } catch (Throwable e) {
      LOG.error("feed observer failed on a gap in {}: {} to {}", room.id(), from, to, e);
    }
  }

  private static void failed(RecordedEvent event, Throwable e) {
    LOG.error("feed observer failed on {}", event, e);
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
