package dev.conversationbus.endpoint.http;

import java.util.concurrent.CompletionStage;

/**
 * Where the body of a streamed answer goes.
 *
 * @since 0.1.0
 */
public interface Sink {

  /**
   * Sends bytes to the client at once. The next call must wait until this one is done.
   *
   * @return done when the bytes are on their way; failed if the client is gone
   */
  CompletionStage<Void> write(byte[] bytes);

  /** Runs a task once when the client is gone or the server is closing; at once if it is so. */
  void onGone(Runnable task);

  /** Ends the answer; idempotent. */
  void end();
}
