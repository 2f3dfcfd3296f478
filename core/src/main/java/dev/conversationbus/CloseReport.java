package dev.conversationbus;

/**
 * What closing a bus left undone.
 *
 * @param undelivered how many events waited in queues and were dropped
 * @param stillRunning how many conversations or listeners were still being served when the deadline
 *     passed
 * @since 0.1.0
 */
public record CloseReport(long undelivered, int stillRunning) {

  /** {@return whether everything was handed over} */
  public boolean isClean() {
    return undelivered == 0 && stillRunning == 0;
  }
}
