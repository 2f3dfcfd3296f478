package dev.conversationbus.inmemory;

import dev.conversationbus.spi.RecordedEvent;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one conversation by id, in chunks that never move.
 *
 * <p>Whoever writes holds the log's monitor. Readers need no lock: they take {@link #lastId} first,
 * and what they then find missing was forgotten.
 */
final class EventLog {

  private static final int SHIFT = 9;
  private static final int CHUNK = 1 << SHIFT;
  private static final int FIRST_SIZE = 8;
  private static final int GROWTH = 4;

  /**
   * The chunks from number {@code first} on.
   *
   * @param chunks null where all events of a chunk are forgotten or none is there yet
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pages(long first, @Nullable RecordedEvent[] @Nullable [] chunks) {

    @Nullable RecordedEvent @Nullable [] chunkOf(long id) {
      long at = ((id - 1) >>> SHIFT) - first;
      return at < 0 || at >= chunks.length ? null : chunks[(int) at];
    }
  }

  private static final Pages NONE = new Pages(0, new @Nullable RecordedEvent[0] @Nullable []);

  private volatile Pages pages = NONE;
  private volatile long lastId;
  private volatile long forgottenThrough;

  /** {@return the largest id given so far, 0 before the first} */
  long lastId() {
    return lastId;
  }

  /** {@return the largest id that was forgotten, 0 if none was} */
  long forgottenThrough() {
    return forgottenThrough;
  }

  /** {@return the event with an id from 1 to {@link #lastId}; null if it was forgotten} */
  @Nullable RecordedEvent get(long id) {
    @Nullable RecordedEvent[] chunk = pages.chunkOf(id);
    RecordedEvent event = chunk == null ? null : chunk[slot(id)];
    if (event == null) {
      // Whoever finds an event missing must find it in forgottenThrough as well.
      VarHandle.acquireFence();
    }
    return event;
  }

  /** Adds the event whose id is the next one. */
  void append(RecordedEvent event) {
    long id = event.id();
    int slot = slot(id);
    @Nullable RecordedEvent[] chunk = pages.chunkOf(id);
    if (chunk == null || slot == chunk.length) {
      chunk = grow(id, chunk);
    }
    chunk[slot] = event;
    lastId = id;
  }

  /** Puts a tombstone in an event's place. */
  void replace(RecordedEvent tombstone) {
    @Nullable RecordedEvent[] chunk = pages.chunkOf(tombstone.id());
    if (chunk != null) {
      chunk[slot(tombstone.id())] = tombstone;
    }
  }

  /** Lets go of the events up to an id, which is at most {@link #lastId}. */
  void forgetThrough(long id) {
    long from = forgottenThrough + 1;
    if (id < from) {
      return;
    }
    forgottenThrough = id;
    VarHandle.releaseFence();
    for (long each = from; each <= id; each++) {
      @Nullable RecordedEvent[] chunk = pages.chunkOf(each);
      if (chunk != null) {
        chunk[slot(each)] = null;
        if (slot(each) == CHUNK - 1) {
          release(each);
        }
      }
    }
  }

  private @Nullable RecordedEvent[] grow(long id, @Nullable RecordedEvent @Nullable [] chunk) {
    Pages now = pages;
    @Nullable RecordedEvent[] grown =
        chunk == null
            ? new @Nullable RecordedEvent[id == 1 ? FIRST_SIZE : CHUNK]
            : Arrays.copyOf(chunk, Math.min(CHUNK, GROWTH * chunk.length));
    int at = (int) (((id - 1) >>> SHIFT) - now.first);
    if (chunk == null && at < now.chunks.length) {
      // Nobody looks here before lastId says so.
      now.chunks[at] = grown;
    } else {
      int length = now.chunks.length;
      @Nullable RecordedEvent[] @Nullable [] chunks =
          Arrays.copyOf(now.chunks, at < length ? length : Math.max(1, 2 * at));
      chunks[at] = grown;
      pages = new Pages(now.first, chunks);
    }
    return grown;
  }

  /** Drops the chunk whose last event was forgotten, and the front of the table now and then. */
  private void release(long id) {
    Pages now = pages;
    int at = (int) (((id - 1) >>> SHIFT) - now.first);
    now.chunks[at] = null;
    if (2 * (at + 1) >= now.chunks.length) {
      pages =
          new Pages(now.first + at + 1, Arrays.copyOfRange(now.chunks, at + 1, now.chunks.length));
    }
  }

  private static int slot(long id) {
    return (int) (id - 1) & (CHUNK - 1);
  }
}
