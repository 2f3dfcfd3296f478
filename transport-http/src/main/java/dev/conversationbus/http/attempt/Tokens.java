package dev.conversationbus.http.attempt;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where tokens come from. */
public interface Tokens {

  /** No tokens at all. */
  Tokens NONE =
      new Tokens() {
        @Override
        public @Nullable String current() {
          return null;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public CompletableFuture<@Nullable String> fetch() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void refused(@Nullable String token) {}
      };

  /** {@return whether {@link #current} can be used as it is} */
  boolean isReady();

  /** {@return the token at hand; null if there is none} */
  @Nullable String current();

  /** Gets a token, which all who ask meanwhile share. */
  CompletableFuture<@Nullable String> fetch();

  /** Learns that the other side refused a token, which is not used again unless it is renewed. */
  void refused(@Nullable String token);
}
