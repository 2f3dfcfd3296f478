package dev.conversationbus.http.attempt;

import dev.conversationbus.http.exchange.Answer;

/** Who learns how a call ended; exactly one call, on any thread, which it must not hold up. */
public interface CallListener {

  /**
   * Takes the last answer, whatever its status.
   *
   * @param earlierMayHaveArrived whether the other side may have acted on an attempt before
   */
  void answered(Answer answer, boolean earlierMayHaveArrived);

  /** Learns that there is no answer. */
  void failed(Failure failure);
}
