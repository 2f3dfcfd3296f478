package dev.conversationbus.endpoint.http;

import java.util.concurrent.CompletionStage;

/**
 * The endpoint without a server: what a host puts into a server of its own.
 *
 * @since 0.1.0
 */
public interface Handler {

  /** The largest body that is ever of use, in bytes; a server refuses a larger one with 413. */
  int maxRequestBytes();

  /**
   * Answers a request. Neither throws nor fails: whatever goes wrong is an answer. Does not wait
   * for anything, and may be called by many threads at once.
   */
  CompletionStage<Answer> handle(Request request);
}
