package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one consumer: a bounded queue, and behind it the history, from which is read again
 * what the queue had no room for or the feed left out.
 *
 * <p>Three stretches, in id order: a run of history that is being read, page by page; then the
 * queue; then, if the queue overflowed, a hole that will be the next run once the queue is empty.
 * New events join the queue while a run is read, so that a consumer that keeps up always reaches
 * the present.
 */
final class Backlog implements Lane.Refusable {

  private static final int TURN = 256;

  /** What to do with an event for which there is no room. */
  enum Rule {
    CATCH_UP,
    BLOCK,
    DROP_OLDEST,
    DROP_NEWEST,
    FAIL
  }

  /** Whose backlog it is. */
  interface Owner {

    /** Takes the next event, in the lane. */
    void accept(CustomEvent<Body> event);

    /** Learns that an event was dropped. */
    void dropped(long events, String why);

    /** Learns that events cannot be had any more. */
    void gap(long fromId, long toId, String why);

    /** Learns that the queue was full under the rule to fail. */
    void overflowed(long events);
  }

  private final Lane lane;
  private final Owner owner;
  private final HistoryRun.Source source;
  private final int limit;
  private final Rule rule;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<CustomEvent<Body>> queue = new ArrayDeque<>();
  private @Nullable HistoryRun run;
  private long lastOffered;
  private long lastQueued;
  private boolean hole;
  private boolean scheduled;
  private boolean started;
  private boolean closed;
  private long demand;
  private @Nullable CompletableFuture<Void> drained;

  /** Hands nothing over before {@link #start}. */
  Backlog(Lane lane, Owner owner, HistoryRun.Source source, int limit, Rule rule, long demand) {
    this.lane = lane;
    this.owner = owner;
    this.source = source;
    this.limit = limit;
    this.rule = rule;
    this.demand = demand;
  }

  /**
   * Starts behind an event: what was recorded up to {@code through} is read from the history, what
   * is offered with a larger id follows.
   */
  void start(long after, long through) {
    lock.lock();
    try {
      long from = Math.max(after, through);
      queue.removeIf(event -> event.id() <= from);
      lastOffered = Math.max(lastOffered, from);
      lastQueued = Math.max(lastQueued, from);
      if (after < through) {
        run = new HistoryRun(source, after, through);
      }
      started = true;
    } finally {
      lock.unlock();
    }
    schedule();
  }

  /** Starts with what is offered. */
  void start() {
    lock.lock();
    try {
      started = true;
    } finally {
      lock.unlock();
    }
    schedule();
  }

  /**
   * Adds an event that was fed.
   *
   * @param afterHole whether events before it, down to the last offered, were left out by the feed
   */
  void offer(CustomEvent<Body> event, boolean afterHole) {
    long dropped = 0;
    boolean failed = false;
    lock.lock();
    try {
      if (closed || event.id() <= lastOffered) {
        return;
      }
      lastOffered = event.id();
      if (hole || afterHole) {
        hole = true;
      } else if (queue.size() < limit) {
        enqueue(event);
      } else {
        switch (rule) {
          case CATCH_UP -> hole = true;
          case BLOCK -> {
            if (Lane.isInsideListener() || !awaitRoom()) {
              hole = !closed;
            } else {
              enqueue(event);
            }
          }
          case DROP_OLDEST -> {
            queue.poll();
            enqueue(event);
            dropped = 1;
          }
          case DROP_NEWEST -> dropped = 1;
          case FAIL -> {
            failed = true;
            dropped = queue.size() + 1L;
            closed = true;
            queue.clear();
          }
        }
      }
    } finally {
      lock.unlock();
    }
    if (failed) {
      owner.overflowed(dropped);
    } else if (dropped > 0) {
      owner.dropped(dropped, "queue full at " + limit + " events, " + rule);
    }
    schedule();
  }

  /** Learns that events up to an id exist that the feed will not bring. */
  void missed(long throughId) {
    lock.lock();
    try {
      if (closed || throughId <= lastOffered) {
        return;
      }
      lastOffered = throughId;
      hole = true;
    } finally {
      lock.unlock();
    }
    schedule();
  }

  private void enqueue(CustomEvent<Body> event) {
    queue.add(event);
    lastQueued = event.id();
  }

  private boolean awaitRoom() {
    while (queue.size() >= limit && !closed) {
      try {
        room.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !closed;
  }

  /** Lets the consumer have {@code more} further events. */
  void request(long more) {
    lock.lock();
    try {
      demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
    } finally {
      lock.unlock();
    }
    schedule();
  }

  /** {@return whether nothing waits and nothing is being read} */
  boolean isIdle() {
    lock.lock();
    try {
      return queue.isEmpty() && run == null && !hole;
    } finally {
      lock.unlock();
    }
  }

  /** Notes an event that the consumer was given past an idle backlog. */
  void passed(long id) {
    lock.lock();
    try {
      lastOffered = Math.max(lastOffered, id);
      lastQueued = lastOffered;
    } finally {
      lock.unlock();
    }
  }

  /** {@return done once nothing waits any more, or nobody asks for it} */
  CompletableFuture<Void> drained() {
    lock.lock();
    try {
      if (closed || demand == 0 || (!scheduled && queue.isEmpty() && run == null && !hole)) {
        return CompletableFuture.completedFuture(null);
      }
      if (drained == null) {
        drained = new CompletableFuture<>();
      }
      return drained;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more events and forgets what waits.
   *
   * @return how many events were waiting in the queue
   */
  long close() {
    lock.lock();
    try {
      closed = true;
      long waiting = queue.size();
      queue.clear();
      run = null;
      hole = false;
      room.signalAll();
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  void schedule() {
    lock.lock();
    try {
      if (scheduled || closed || !canGoOn()) {
        return;
      }
      scheduled = true;
    } finally {
      lock.unlock();
    }
    lane.execute(this);
  }

  private boolean canGoOn() {
    if (demand == 0 || !started) {
      return false;
    }
    return run != null ? run.canGoOn() : hole || !queue.isEmpty();
  }

  /** Hands over what there is, as far as the demand goes. */
  @Override
  public void run() {
    CompletableFuture<Void> finished = null;
    boolean again = true;
    for (int i = 0; again && i < TURN; i++) {
      CustomEvent<Body> next;
      HistoryRun reading = null;
      lock.lock();
      try {
        next = closed ? null : next();
        if (next == null) {
          if (!closed && demand > 0 && run != null && run.wantsPage()) {
            reading = run;
          } else if (closed || !canGoOn()) {
            scheduled = false;
            again = false;
            finished = run == null ? drained : null;
          }
        } else if (demand != Long.MAX_VALUE) {
          demand--;
        }
      } finally {
        lock.unlock();
      }
      if (next != null) {
        owner.accept(next);
      } else if (reading != null) {
        reading.readPage(this::pageArrived);
      }
    }
    if (again) {
      lane.execute(this);
    } else if (finished != null) {
      finished.complete(null);
    }
  }

  private @Nullable CustomEvent<Body> next() {
    if (demand == 0) {
      return null;
    }
    if (run == null && queue.isEmpty() && hole) {
      run = new HistoryRun(source, lastQueued, lastOffered);
      lastQueued = lastOffered;
      hole = false;
    }
    if (run != null) {
      CustomEvent<Body> fromHistory = run.poll();
      if (fromHistory != null) {
        return fromHistory;
      }
      if (!run.isDone()) {
        return null;
      }
      run = null;
    }
    CustomEvent<Body> queued = queue.poll();
    if (queued != null) {
      room.signal();
    }
    return queued;
  }

  /** A page was read, or could not be; gaps are announced by the thread that brings it. */
  private void pageArrived(HistoryRun.Page page) {
    long gapFrom;
    long gapTo;
    lock.lock();
    try {
      HistoryRun current = run;
      if (closed || current == null) {
        return;
      }
      gapFrom = page.gapFrom();
      gapTo = page.gapTo();
      current.add(page);
    } finally {
      lock.unlock();
    }
    if (gapTo >= gapFrom && gapTo > 0) {
      owner.gap(gapFrom, gapTo, page.why());
    }
    schedule();
  }

  @Override
  public void onRefused() {
    lock.lock();
    try {
      scheduled = false;
    } finally {
      lock.unlock();
    }
  }
}
