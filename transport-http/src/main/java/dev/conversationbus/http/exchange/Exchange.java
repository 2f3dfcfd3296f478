package dev.conversationbus.http.exchange;

/** An exchange under way. */
public interface Exchange {

  /**
   * Ends it and its connection if it has not ended; its listener learns of a failure.
   *
   * @return false if the request surely did not arrive, and never will
   */
  boolean cancel();
}
