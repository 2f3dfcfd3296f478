package dev.conversationbus.http;

import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.spi.Capabilities;
import dev.conversationbus.wire.Headers;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the other side, from its answers and from whoever built the transport. */
final class Learned {

  private final boolean isHosted;
  private final boolean toldDuplicates;
  private volatile @Nullable String header;
  private volatile Set<String> words = Set.of();
  private volatile boolean noStream;

  Learned(boolean isHosted, boolean toldDuplicates) {
    this.isHosted = isHosted;
    this.toldDuplicates = toldDuplicates;
    this.noStream = isHosted;
  }

  void see(Answer answer) {
    String value = answer.header(Headers.CAPABILITIES);
    if (value != null && !isHosted && !value.equals(header)) {
      words = Set.copyOf(Arrays.asList(value.strip().split("\\s*,\\s*")));
      header = value;
    }
  }

  /** {@return whether the answer is that of an endpoint of ours} */
  boolean isOurs(Answer answer) {
    return !isHosted && answer.header(Headers.CAPABILITIES) != null;
  }

  boolean isHosted() {
    return isHosted;
  }

  /** {@return whether the other side has shown that it is an endpoint of ours} */
  boolean isOurs() {
    return header != null;
  }

  boolean removesDuplicates() {
    return toldDuplicates || words.contains(Headers.IDEMPOTENCY);
  }

  boolean hasNoStream() {
    return noStream;
  }

  void foundNoStream() {
    noStream = true;
  }

  boolean hasNoLookUp() {
    return isHosted || (isOurs() && !words.contains(Headers.LOOKUP));
  }

  Capabilities capabilities() {
    return new Capabilities(
        removesDuplicates(),
        !noStream && words.contains(Headers.STREAM),
        words.contains(Headers.DURABLE),
        true);
  }
}
