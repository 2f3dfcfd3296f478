package dev.conversationbus.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The field names of the objects that are being written, to find repeated ones. */
final class WrittenNames {

  /** Up to here comparing one by one is cheaper than a set. */
  private static final int FEW = 16;

  private String[] names = new String[FEW];
  private int[] hashes = new int[FEW];
  private int size;

  /** For each open container, where its names start. */
  private int[] starts = new int[8];

  /** For each open container with many names, all of them. */
  private @Nullable Set<String> @Nullable [] sets;

  void begin(int depth) {
    if (depth == starts.length) {
      starts = Arrays.copyOf(starts, 2 * depth);
    }
    starts[depth] = size;
  }

  void end(int depth) {
    size = starts[depth];
    if (sets != null && depth < sets.length) {
      sets[depth] = null;
    }
  }

  /** {@return whether the container at the given depth did not have the name yet} */
  boolean add(int depth, String name) {
    int start = starts[depth];
    if (size - start >= FEW) {
      return setOf(depth).add(name);
    }
    int hash = name.hashCode();
    for (int i = start; i < size; i++) {
      if (hashes[i] == hash && names[i].equals(name)) {
        return false;
      }
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    names[size] = name;
    hashes[size] = hash;
    size++;
    return true;
  }

  @SuppressWarnings("unchecked")
  private Set<String> setOf(int depth) {
    if (sets == null) {
      sets = (Set<String>[]) new Set<?>[starts.length];
    } else if (depth >= sets.length) {
      sets = Arrays.copyOf(sets, starts.length);
    }
    Set<String> set = sets[depth];
    if (set == null) {
      set = new HashSet<>(Arrays.asList(names).subList(starts[depth], size));
      sets[depth] = set;
    }
    return set;
  }
}
