package dev.conversationbus.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The keys of the objects that are open, as places in the compact output.
 *
 * <p>Keys stand there in one canonical spelling, so equal keys are equal bytes. They lie on a stack
 * that is cut back when an object ends; an object with many keys has an index of hashes besides.
 * Hashes are seeded, so that no text is made to collide everywhere.
 */
final class KeySet {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
  private static final long SEED = ThreadLocalRandom.current().nextLong();

  /** Up to here looking at each key is cheaper than an index. */
  private static final int FEW = 16;

  private static final int[] NO_INDEX = {};

  private int[] hashes = new int[FEW];
  private int[] starts = new int[FEW];
  private int size;

  /** For each open object its first key's place on the stack. */
  private int[] firsts = new int[4];

  /** For each open object one bit of its keys' hashes: a new bit tells a new key at once. */
  private long[] filters = new long[4];

  /**
   * For each open object, if it has many keys, their places by hash, from 1; 0 marks a free slot.
   */
  private int[][] indexes = {};

  private int objects;

  static int hash(byte[] bytes, int from, int length) {
    long hash = SEED ^ length;
    int i = from;
    int end = from + length;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, i));
    }
    return (int) mix(hash ^ rest(bytes, i, end));
  }

  /** {@return fewer than eight bytes; read at once, unless the array ends too early} */
  private static long rest(byte[] bytes, int from, int end) {
    if (from + Long.BYTES <= bytes.length) {
      return (long) LONGS.get(bytes, from) & ((1L << (8 * (end - from))) - 1);
    }
    long rest = 0;
    for (int i = end - 1; i >= from; i--) {
      rest = (rest << 8) | (bytes[i] & 0xff);
    }
    return rest;
  }

  private static long mix(long x) {
    long y = x * MULTIPLIER;
    return y ^ (y >>> 32);
  }

  void beginObject() {
    if (objects == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * objects);
      filters = Arrays.copyOf(filters, 2 * objects);
    }
    filters[objects] = 0;
    firsts[objects++] = size;
  }

  void endObject() {
    size = firsts[--objects];
    if (objects < indexes.length) {
      indexes[objects] = NO_INDEX;
    }
  }

  /**
   * Adds a key to the innermost object, unless it has one of the same hash, be it the same key or
   * another.
   */
  boolean addIfNewHash(int hash, int start) {
    if ((filters[objects - 1] & bit(hash)) != 0 && find(hash, -1) >= 0) {
      return false;
    }
    add(hash, start);
    return true;
  }

  /**
   * {@return whether the innermost object has the key of {@code length} bytes that starts at {@code
   * start}, looked up in the output, where a quote ends each key}
   */
  boolean holds(int hash, byte[] output, int start, int length) {
    for (int i = find(hash, -1); i >= 0; i = find(hash, i)) {
      int other = starts[i];
      if (output[other + length] == '"'
          && Arrays.equals(output, other, other + length, output, start, start + length)) {
        return true;
      }
    }
    return false;
  }

  /** {@return the innermost object's next key of this hash, -1 after the last; -1 begins} */
  private int find(int hash, int last) {
    int first = firsts[objects - 1];
    if (size - first > FEW) {
      return findInIndex(hash, last, indexes[objects - 1]);
    }
    for (int i = last < 0 ? first : last + 1; i < size; i++) {
      if (hashes[i] == hash) {
        return i;
      }
    }
    return -1;
  }

  private int findInIndex(int hash, int last, int[] index) {
    int mask = index.length - 1;
    int slot = hash & mask;
    if (last >= 0) {
      while (index[slot] != last + 1) {
        slot = (slot + 1) & mask;
      }
      slot = (slot + 1) & mask;
    }
    while (index[slot] != 0 && hashes[index[slot] - 1] != hash) {
      slot = (slot + 1) & mask;
    }
    return index[slot] - 1;
  }

  private static long bit(int hash) {
    return 1L << (hash >>> 26);
  }

  void add(int hash, int start) {
    filters[objects - 1] |= bit(hash);
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
    }
    hashes[size] = hash;
    starts[size] = start;
    size++;
    int first = firsts[objects - 1];
    if (size - first > FEW) {
      index(first);
    }
  }

  private void index(int first) {
    if (objects > indexes.length) {
      int known = indexes.length;
      indexes = Arrays.copyOf(indexes, firsts.length);
      Arrays.fill(indexes, known, indexes.length, NO_INDEX);
    }
    int[] index = indexes[objects - 1];
    int keys = size - first;
    if (2 * keys <= index.length) {
      put(index, size - 1);
      return;
    }
    index = new int[Math.max(8 * FEW, 4 * index.length)];
    indexes[objects - 1] = index;
    for (int i = first; i < size; i++) {
      put(index, i);
    }
  }

  private void put(int[] index, int key) {
    int mask = index.length - 1;
    int slot = hashes[key] & mask;
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = key + 1;
  }
}
