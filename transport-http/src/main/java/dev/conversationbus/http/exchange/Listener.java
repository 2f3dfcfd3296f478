package dev.conversationbus.http.exchange;

/**
 * Who learns how an exchange ended; exactly one call, on a thread of the engine, which it must not
 * hold up.
 */
public interface Listener {

  /** Takes the answer, whatever its status. */
  void answered(Answer answer);

  /**
   * Learns that no answer came.
   *
   * @param mayHaveArrived false if surely not all of the request was sent, so that the other side
   *     cannot have acted on it
   */
  void failed(Exception cause, boolean mayHaveArrived);
}
