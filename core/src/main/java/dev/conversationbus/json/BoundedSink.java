package dev.conversationbus.json;

import dev.conversationbus.error.Violation;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where compact JSON goes: keeps it up to a limit, goes on counting and weighing for 64 KiB past
 * the limit, then refuses.
 */
public final class BoundedSink extends OutputStream {

  /** How far past the limit bytes are counted exactly. */
  public static final int COUNTED_BEYOND = 1 << 16;

  private static final byte[] NOTHING = {};

  private final int limit;
  private byte[] bytes;
  private int stored;
  private long count;
  private @Nullable FieldWeights weights;

  /** Makes a sink that takes the memory it needs, never more than {@code limit} bytes. */
  public BoundedSink(int limit) {
    this.limit = limit;
    this.bytes = NOTHING;
  }

  /** Makes a sink with room for what is expected, as far as the limit allows it. */
  BoundedSink(int limit, int expected) {
    this.limit = limit;
    this.bytes = new byte[Math.min(limit, expected)];
  }

  @Override
  public void write(int b) throws BadJson {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Takes bytes.
   *
   * @throws BadJson once more than 64 KiB past the limit have come
   */
  @Override
  public void write(byte[] from, int offset, int length) throws BadJson {
    add(from, offset, length);
    if (hasStopped()) {
      throw new BadJson(List.of(violation()));
    }
  }

  /** Takes bytes; ignores them once counting has stopped. */
  void add(byte[] from, int offset, int length) {
    if (count + length > limit) {
      addBeyond(from, offset, length);
      return;
    }
    if (length > bytes.length - stored) {
      grow(stored + length);
    }
    System.arraycopy(from, offset, bytes, stored, length);
    stored += length;
    count = stored;
  }

  private void addBeyond(byte[] from, int offset, int length) {
    if (weights == null) {
      weights = new FieldWeights();
      weights.add(bytes, 0, stored);
    }
    if (!hasStopped()) {
      weights.add(from, offset, (int) Math.min(length, countedUpTo() - count));
      count += length;
    }
  }

  /** The first piece is often the only one: it gets an array of its size. */
  private void grow(int needed) {
    int doubled = Math.min(limit, 2 * bytes.length);
    bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
  }

  /** {@return how many bytes came, as far as they were counted} */
  long count() {
    return count;
  }

  /** {@return whether more than the limit came} */
  public boolean isOver() {
    return count > limit;
  }

  /** {@return whether so much came that the rest is not counted any more} */
  public boolean hasStopped() {
    return count > countedUpTo();
  }

  /** {@return the array that holds what was kept, for reading at once} */
  byte[] storage() {
    return bytes;
  }

  private long countedUpTo() {
    return (long) limit + COUNTED_BEYOND;
  }

  /** {@return what came, in an array that the sink gives away} */
  public byte[] take() {
    return stored == bytes.length ? bytes : Arrays.copyOf(bytes, stored);
  }

  /** {@return by how much the limit was exceeded} */
  public Violation violation() {
    if (weights == null) {
      throw new IllegalStateException(count + " bytes are within the limit of " + limit);
    }
    return hasStopped()
        ? TooLarge.ofMoreThan(countedUpTo(), limit, weights)
        : TooLarge.of(count, limit, weights);
  }
}
