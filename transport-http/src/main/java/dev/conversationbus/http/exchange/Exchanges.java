package dev.conversationbus.http.exchange;

import org.jspecify.annotations.Nullable;

/** Whoever makes exchanges. */
@FunctionalInterface
public interface Exchanges {

  /**
   * Begins an exchange; never throws.
   *
   * @param token to authenticate with; null for none
   */
  Exchange begin(Request request, @Nullable String token, Listener listener);
}
