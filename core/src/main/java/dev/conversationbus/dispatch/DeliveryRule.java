package dev.conversationbus.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * On which thread listeners run, and how much may wait for them.
 *
 * @param executor null for the thread that brings the event
 * @param perListener whether each listener has a lane of its own
 * @param limit events in each queue
 * @param rule for full queues
 */
public record DeliveryRule(
    @Nullable Executor executor, boolean perListener, int limit, Backlog.Rule rule) {

  public DeliveryRule {
    requireNonNull(rule, "rule");
  }

  /** {@return the rule with the given name} */
  public static DeliveryRule of(
      @Nullable Executor executor, boolean perListener, int limit, String rule) {
    // On the caller's thread there is nobody slower than the caller for whom it could wait.
    Backlog.Rule named = Backlog.Rule.valueOf(rule);
    boolean selfBlocking = executor == null && named == Backlog.Rule.BLOCK;
    return new DeliveryRule(
        executor, perListener, limit, selfBlocking ? Backlog.Rule.CATCH_UP : named);
  }
}
