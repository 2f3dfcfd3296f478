package dev.conversationbus.inmemory;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.UnavailableException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a hub: planned, for the next so many operations of a kind, or by seeded
 * chance.
 *
 * <pre>{@code
 * hub.failures().passNext(2).failNext(3).loseAnswerNext(1);
 * hub.failures().chaos(42, Chaos.ofEach(0.05));
 * }</pre>
 *
 * <p>There are three kinds of operation, and a plan for each: publications, events on their way to
 * the observer of any feed, and queries of histories. What is planned happens in the order in which
 * it was planned; chance rules once a plan is at its end. Under a {@link VirtualTime}, with one
 * thread that publishes, the same calls and the same seed give the same faults. While a script is
 * armed, the transports of the hub say that they may lose answers.
 *
 * <p><b>Repeating.</b> Every failure that chance made says in its message with which seed and
 * where, and so does {@link #toString}.
 *
 * <p><b>Threads.</b> Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class FailureScript {

  private final Object lock = new Object();
  private final Map<Fault.Kind, Plan> plans = new EnumMap<>(Fault.Kind.class);
  private final Runnable feedBreaker;
  private @Nullable Dice dice;
  private volatile boolean armed;

  FailureScript(Runnable feedBreaker) {
    this.feedBreaker = feedBreaker;
    for (Fault.Kind kind : Fault.Kind.values()) {
      plans.put(kind, new Plan());
    }
  }

  /** {@return whether anything can go wrong: something is planned, or chance rules} */
  public boolean isArmed() {
    return armed;
  }

  /** Lets the next publications pass; for what is planned to begin later. */
  public FailureScript passNext(int publicationCount) {
    return pass(Fault.Kind.PUBLICATION, publicationCount);
  }

  /** Refuses the next publications with {@link UnavailableException}; nothing is recorded. */
  public FailureScript failNext(int publicationCount) {
    return plan(publicationCount, Mishap.planned(Fault.FAIL));
  }

  /** Refuses the next publications for a reason of the test's choice; nothing is recorded. */
  public FailureScript failNext(int publicationCount, ConversationBusException reason) {
    requireNonNull(reason, "reason");
    return plan(publicationCount, Mishap.planned(Fault.FAIL, reason));
  }

  /**
   * Records the next publications only after a delay. If it is longer than the publication's
   * deadline the outcome is unknown, and the event recorded nevertheless.
   *
   * @param delay more than zero
   */
  public FailureScript delayNext(int publicationCount, Duration delay) {
    return plan(publicationCount, Mishap.planned(Fault.DELAY_REQUEST, delay));
  }

  /**
   * Records the next publications at once, and answers after a delay. If it is longer than the
   * publication's deadline the outcome is unknown.
   *
   * @param delay more than zero
   */
  public FailureScript delayAnswerNext(int publicationCount, Duration delay) {
    return plan(publicationCount, Mishap.planned(Fault.DELAY_ANSWER, delay));
  }

  /**
   * Records the next publications, and never answers: at the publication's deadline its outcome is
   * unknown.
   */
  public FailureScript loseAnswerNext(int publicationCount) {
    return plan(publicationCount, Mishap.planned(Fault.LOSE_ANSWER));
  }

  /**
   * Neither records nor answers the next publications: at the publication's deadline its outcome is
   * unknown.
   */
  public FailureScript loseRequestNext(int publicationCount) {
    return plan(publicationCount, Mishap.planned(Fault.LOSE_REQUEST));
  }

  /** Lets the next events pass on to feeds; for what is planned to begin later. */
  public FailureScript passEventsNext(int eventCount) {
    return pass(Fault.Kind.EVENT, eventCount);
  }

  /** Hands each of the next events on twice. */
  public FailureScript duplicateNext(int eventCount) {
    return plan(eventCount, Mishap.planned(Fault.DUPLICATE));
  }

  /**
   * Hands each of the next events on after the one that follows it, or after 100 milliseconds if
   * none follows.
   */
  public FailureScript reorderNext(int eventCount) {
    return plan(eventCount, Mishap.planned(Fault.REORDER));
  }

  /** Does not hand the next events on, and says nothing. */
  public FailureScript dropNext(int eventCount) {
    return plan(eventCount, Mishap.planned(Fault.DROP));
  }

  /**
   * Hands each of the next events on after a delay, and what is behind it on that feed after it.
   *
   * @param delay more than zero
   */
  public FailureScript delayEventsNext(int eventCount, Duration delay) {
    return plan(eventCount, Mishap.planned(Fault.DELAY_EVENT, delay));
  }

  /** Breaks the feeds to which the next events are on their way, in place of these events. */
  public FailureScript breakNext(int eventCount) {
    return plan(eventCount, Mishap.planned(Fault.BREAK_FEED));
  }

  /** Breaks every feed that is open now. */
  public FailureScript breakFeeds() {
    feedBreaker.run();
    return this;
  }

  /** Fails the next queries of histories with {@link UnavailableException}. */
  public FailureScript failHistoryNext(int queryCount) {
    return plan(queryCount, Mishap.planned(Fault.FAIL_HISTORY));
  }

  /** Fails the next queries of histories for a reason of the test's choice. */
  public FailureScript failHistoryNext(int queryCount, ConversationBusException reason) {
    requireNonNull(reason, "reason");
    return plan(queryCount, Mishap.planned(Fault.FAIL_HISTORY, reason));
  }

  /** Lets chance rule from now on, wherever nothing is planned, in place of any earlier chance. */
  public FailureScript chaos(long seed, Chaos chaos) {
    requireNonNull(chaos, "chaos");
    synchronized (lock) {
      dice = new Dice(seed, chaos);
      armed = true;
    }
    return this;
  }

  /**
   * Ends chance and forgets what is planned. What is under way stays: delayed calls and events come
   * when they are due, lost answers stay lost.
   */
  public FailureScript clear() {
    synchronized (lock) {
      plans.values().forEach(Plan::clear);
      dice = null;
      armed = false;
    }
    return this;
  }

  private FailureScript pass(Fault.Kind kind, int times) {
    return plan(kind, times, Optional.empty());
  }

  private FailureScript plan(int times, Mishap mishap) {
    return plan(mishap.fault().kind(), times, Optional.of(mishap));
  }

  private FailureScript plan(Fault.Kind kind, int times, Optional<Mishap> mishap) {
    synchronized (lock) {
      plan(kind).add(times, mishap);
      armed = isAnythingLeft();
    }
    return this;
  }

  private Plan plan(Fault.Kind kind) {
    return requireNonNull(plans.get(kind));
  }

  private boolean isAnythingLeft() {
    return dice != null || plans.values().stream().anyMatch(plan -> !plan.isEmpty());
  }

  /** Draws what happens to an operation; empty if nothing does. */
  Optional<Mishap> next(Fault.Kind kind) {
    if (!armed) {
      return Optional.empty();
    }
    synchronized (lock) {
      Plan plan = plan(kind);
      if (plan.isEmpty()) {
        return dice == null ? Optional.empty() : dice.throwFor(kind);
      }
      Optional<Mishap> mishap = plan.next();
      armed = isAnythingLeft();
      return mishap;
    }
  }

  /** {@return what is planned, and how to come to the same place again} */
  @Override
  public String toString() {
    synchronized (lock) {
      return "FailureScript[plans " + plans + ", " + (dice == null ? "no chance" : dice) + "]";
    }
  }
}
