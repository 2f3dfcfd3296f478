package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * On which thread listeners run, and how much may wait for them.
 *
 * <pre>{@code
 * ConversationBus.builder(transport)
 *     .delivery(Delivery.ordered(pool).withQueueLimit(256).withOverflow(Overflow.BLOCK))
 *     .build();
 * }</pre>
 *
 * <p>The executor is the user's: the bus never stops it.
 *
 * @since 0.1.0
 */
public final class Delivery {

  /**
   * How many events wait for a conversation's listeners, or for one listener, unless set otherwise.
   */
  public static final int DEFAULT_QUEUE_LIMIT = 1024;

  private static final Delivery DIRECT =
      new Delivery(Lanes.CALLER, null, DEFAULT_QUEUE_LIMIT, Overflow.CATCH_UP);

  /** What is called one at a time. */
  enum Lanes {
    CALLER,
    PER_CONVERSATION,
    PER_LISTENER
  }

  private final Lanes lanes;
  private final @Nullable Executor executor;
  private final int queueLimit;
  private final Overflow overflow;

  private Delivery(Lanes lanes, @Nullable Executor executor, int queueLimit, Overflow overflow) {
    this.lanes = lanes;
    this.executor = executor;
    this.queueLimit = queueLimit;
    this.overflow = overflow;
  }

  /**
   * {@return delivery on the thread that brings the event: the sender's, on a transport in the same
   * process}
   *
   * <p>Listeners of a conversation are called one at a time, in id order. Of several threads that
   * send at once, one delivers for all, and the others return when their event is recorded; an
   * event sent from inside a listener is delivered when that listener has returned. A listener that
   * blocks keeps the delivering thread.
   */
  public static Delivery direct() {
    return DIRECT;
  }

  /**
   * {@return delivery on an executor: the listeners of a conversation one at a time, conversations
   * side by side}
   */
  public static Delivery ordered(Executor executor) {
    return new Delivery(
        Lanes.PER_CONVERSATION,
        requireNonNull(executor, "executor"),
        DEFAULT_QUEUE_LIMIT,
        Overflow.CATCH_UP);
  }

  /**
   * {@return delivery on an executor: each listener has its own queue, so that one that blocks
   * holds up no other; each gets its events one at a time and in id order}
   */
  public static Delivery perListener(Executor executor) {
    return new Delivery(
        Lanes.PER_LISTENER,
        requireNonNull(executor, "executor"),
        DEFAULT_QUEUE_LIMIT,
        Overflow.CATCH_UP);
  }

  /** {@return this delivery with another bound for each queue, 1 to 1,000,000 events} */
  public Delivery withQueueLimit(int events) {
    if (events < 1 || events > 1_000_000) {
      throw new IllegalArgumentException("queue limit " + events + ": allowed are 1 to 1000000");
    }
    return new Delivery(lanes, executor, events, overflow);
  }

  /** {@return this delivery with another rule for full queues} */
  public Delivery withOverflow(Overflow rule) {
    return new Delivery(lanes, executor, queueLimit, requireNonNull(rule, "rule"));
  }

  /** {@return how many events may wait in each queue} */
  public int queueLimit() {
    return queueLimit;
  }

  /** {@return the rule for full queues} */
  public Overflow overflow() {
    return overflow;
  }

  Lanes lanes() {
    return lanes;
  }

  /** Null for delivery on the caller's thread. */
  @Nullable Executor executor() {
    return executor;
  }

  /** {@return where listeners run, for people} */
  @Override
  public String toString() {
    return switch (lanes) {
      case CALLER -> "direct, on the thread that brings the event";
      case PER_CONVERSATION -> "ordered per conversation on " + executor + queue();
      case PER_LISTENER -> "ordered per listener on " + executor + queue();
    };
  }

  private String queue() {
    return ", up to " + queueLimit + " waiting, then " + overflow;
  }
}
