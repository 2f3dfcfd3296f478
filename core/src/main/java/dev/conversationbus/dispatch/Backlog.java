package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  /**
   * How much waits in memory.
   *
   * @param limit events in the queue
   * @param rule for a full queue
   * @param patience how long to wait for room at most, under the rule to block
   */
  record Bound(int limit, Rule rule, Duration patience) {

    Bound withRule(Rule other) {
      return new Bound(limit, other, patience);
    }
  }

  /** Whose backlog it is. */
  interface Owner {

    /** Takes the next event, in the lane. */
    void accept(CustomEvent<Body> event);

    /** Learns that an event was dropped. */
    void dropped(long events, String why);

    /** Learns that events cannot be had any more. */
    void gap(long fromId, long toId, String why);

    /** Learns that the queue was full under the rule to fail, and has been emptied. */
    void overflowed(long events);

    /** Runs a task later, because the executor refused for the {@code number}th time in a row. */
    void tryLater(Runnable task, int number);
  }

  private final Lane lane;
  private final Owner owner;
  private final HistoryRun.Source source;
  private final Bound bound;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<CustomEvent<Body>> queue = new ArrayDeque<>();
  private @Nullable HistoryRun run;

  /** Up to here events were offered. */
  private long lastOffered;

  /** Up to here they stand in the run or the queue, or were dropped; the hole begins behind. */
  private long lastQueued;

  private boolean hole;
  private long inHole;
  private boolean scheduled;
  private boolean started;
  private boolean closed;
  private int refusals;
  private long demand;
  private @Nullable CompletableFuture<Void> drained;

  /** Hands nothing over before {@link #start}. */
  Backlog(Lane lane, Owner owner, HistoryRun.Source source, Bound bound, long demand) {
    this.lane = lane;
    this.owner = owner;
    this.source = source;
    this.bound = bound;
    this.demand = demand;
  }

  /**
   * Starts behind an event: what was recorded up to {@code through} is read from the history, what
   * is offered with a larger id follows.
   */
  void start(long after, long through) {
    long next = Math.max(after, through);
    lock.lock();
    try {
      queue.removeIf(event -> event.id() <= next);
      lastOffered = Math.max(lastOffered, next);
      lastQueued = Math.max(lastQueued, next);
      if (after < through) {
        run = HistoryRun.replay(source, after, through);
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
        leaveToHistory();
      } else if (queue.size() < bound.limit) {
        enqueue(event);
      } else {
        switch (bound.rule) {
          case CATCH_UP -> leaveToHistory();
          case BLOCK -> {
            if (awaitRoom()) {
              enqueue(event);
            } else {
              leaveToHistory();
            }
          }
          case DROP_OLDEST -> {
            queue.poll();
            enqueue(event);
            dropped = 1;
          }
          case DROP_NEWEST -> {
            lastQueued = event.id();
            dropped = 1;
          }
          case FAIL -> {
            failed = true;
            dropped = queue.size() + 1L;
            queue.clear();
            lastQueued = event.id();
          }
        }
      }
    } finally {
      lock.unlock();
    }
    if (failed) {
      owner.overflowed(dropped);
    } else if (dropped > 0) {
      owner.dropped(dropped, "queue full at " + bound.limit + " events, " + bound.rule);
    }
    schedule();
  }

  /** Learns that events up to an id exist that the feed will not bring. */
  void missed(long throughId) {
    note(throughId);
    schedule();
  }

  /** Learns the same, and reads nothing before it is scheduled. */
  void note(long throughId) {
    lock.lock();
    try {
      if (!closed && throughId > lastOffered) {
        lastOffered = throughId;
        hole = true;
      }
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(CustomEvent<Body> event) {
    queue.add(event);
    lastQueued = event.id();
  }

  private void leaveToHistory() {
    hole = true;
    inHole++;
  }

  /**
   * Waits for room, but not in a listener, for whom others may wait, and not before the start,
   * which may need this very thread.
   */
  private boolean awaitRoom() {
    if (!started || Lane.isInsideListener()) {
      return false;
    }
    long nanos = TimeUnit.NANOSECONDS.convert(bound.patience);
    while (queue.size() >= bound.limit && !closed) {
      if (nanos <= 0) {
        return false;
      }
      try {
        nanos = room.awaitNanos(nanos);
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
      return isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that nothing up to an id is to be offered any more. */
  void passed(long id) {
    lock.lock();
    try {
      lastOffered = Math.max(lastOffered, id);
      if (!hole) {
        lastQueued = lastOffered;
      }
    } finally {
      lock.unlock();
    }
  }

  /** {@return done once nothing waits any more, or nobody asks for it or will run it} */
  CompletableFuture<Void> drained() {
    CompletableFuture<Void> waiting;
    lock.lock();
    try {
      if (closed || demand == 0 || (!scheduled && isEmpty())) {
        return CompletableFuture.completedFuture(null);
      }
      if (drained == null) {
        drained = new CompletableFuture<>();
      }
      waiting = drained;
    } finally {
      lock.unlock();
    }
    schedule();
    return waiting;
  }

  private boolean isEmpty() {
    return queue.isEmpty() && run == null && !hole;
  }

  /**
   * Takes no more events and forgets what waits.
   *
   * @return how many events are known to have waited
   */
  long close() {
    CompletableFuture<Void> finished;
    long left;
    lock.lock();
    try {
      closed = true;
      left = queue.size() + inHole + (run == null ? 0 : run.left());
      queue.clear();
      run = null;
      hole = false;
      inHole = 0;
      finished = drained;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    if (finished != null) {
      finished.complete(null);
    }
    return left;
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
        refusals = 0;
        next = closed ? null : next();
        if (next == null) {
          if (!closed && demand > 0 && run != null && run.wantsPage()) {
            reading = run;
          } else if (closed || !canGoOn()) {
            scheduled = false;
            again = false;
            finished = closed || demand == 0 || isEmpty() ? drained : null;
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
      run = HistoryRun.repair(source, lastQueued, lastOffered, inHole);
      lastQueued = lastOffered;
      hole = false;
      inHole = 0;
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
    CompletableFuture<Void> finished;
    int number;
    lock.lock();
    try {
      scheduled = false;
      finished = drained;
      number = ++refusals;
    } finally {
      lock.unlock();
    }
    if (finished != null) {
      finished.complete(null);
    } else {
      owner.tryLater(this::schedule, number);
    }
  }
}
