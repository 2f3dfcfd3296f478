package dev.conversationbus.inmemory;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Random UUIDs, or a row of UUIDs that a seed determines. */
final class Ids {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final @Nullable AtomicLong state;

  /** Takes the seed; null for ids that nobody can foresee. */
  Ids(@Nullable Long seed) {
    this.state = seed == null ? null : new AtomicLong(seed);
  }

  UUID next() {
    if (state == null) {
      return UUID.randomUUID();
    }
    long high = (random(state) & ~0xF000L) | 0x4000L;
    long low = (random(state) >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  private static long random(AtomicLong state) {
    return mix(state.addAndGet(GOLDEN_GAMMA));
  }

  /** The last step of SplitMix64. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
