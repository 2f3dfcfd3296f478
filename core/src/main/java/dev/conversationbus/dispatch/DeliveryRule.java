package dev.conversationbus.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * On which thread listeners run, and how much may wait for them.
 *
 * @param executor null for the thread that brings the event
 * @param perListener whether each listener has a lane of its own
 * @param bound of each queue
 */
public record DeliveryRule(@Nullable Executor executor, boolean perListener, Backlog.Bound bound) {

  public DeliveryRule {
    requireNonNull(bound, "bound");
  }

  /**
   * {@return the rule with the given name}
   *
   * @param patience how long whoever brings an event waits for room at most
   */
  public static DeliveryRule of(
      @Nullable Executor executor, boolean perListener, int limit, String rule, Duration patience) {
    // On the caller's thread there is nobody slower than the caller for whom it could wait.
    Backlog.Rule named = Backlog.Rule.valueOf(rule);
    boolean selfBlocking = executor == null && named == Backlog.Rule.BLOCK;
    return new DeliveryRule(
        executor,
        perListener,
        new Backlog.Bound(limit, selfBlocking ? Backlog.Rule.CATCH_UP : named, patience));
  }
}
