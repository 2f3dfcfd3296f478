package dev.conversationbus.examples;

import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The lines of a byte stream, one at a time.
 *
 * <p>A line ends with a line feed, with a carriage return before it or not, or with the stream. Of
 * a line over the limit nothing but its size is kept, so memory stays bounded whatever comes in.
 */
final class LineReader {

  private static final int CHUNK_BYTES = 1 << 16;

  private final InputStream in;
  private final int limit;
  private final Flushable output;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int next;
  private int end;

  private byte[] line = new byte[1024];
  private int start;
  private int length;
  private byte lastByte;
  private long size;
  private long number;

  /**
   * Reads from a stream, which is not closed.
   *
   * @param limit the longest line in bytes, its end not counted
   * @param output is flushed before the stream is read, which may block
   */
  LineReader(InputStream in, int limit, Flushable output) {
    this.in = in;
    this.limit = limit;
    this.output = output;
  }

  /** Goes to the next line; false at the end of the stream. */
  boolean next() throws IOException {
    start = 0;
    length = 0;
    size = 0;
    boolean ended = false;
    while (!ended) {
      if (next == end && !fill()) {
        if (size == 0) {
          return false;
        }
        break;
      }
      int stop = lineEnd();
      keep(stop - next);
      ended = stop < end;
      next = ended ? stop + 1 : stop;
    }
    number++;
    cutCarriageReturn();
    skipByteOrderMark();
    return true;
  }

  /** {@return the number of the line, from 1} */
  long number() {
    return number;
  }

  /** {@return the size of the line in bytes, its end not counted} */
  long size() {
    return size;
  }

  /** {@return whether the line is over the limit, so that its bytes were not kept} */
  boolean isTooLong() {
    return size > limit;
  }

  /** {@return whether there is nothing but white space in the line} */
  boolean isBlank() {
    if (isTooLong()) {
      return false;
    }
    for (int i = start; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** {@return the bytes of the line, valid until the next one is read} */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(line, start, length - start);
  }

  private boolean fill() throws IOException {
    output.flush();
    next = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  private int lineEnd() {
    int i = next;
    while (i < end && chunk[i] != '\n') {
      i++;
    }
    return i;
  }

  /** One byte more than the limit is kept: it may be the carriage return of the line's end. */
  private void keep(int count) {
    if (count > 0) {
      lastByte = chunk[next + count - 1];
    }
    size += count;
    int kept = Math.min(count, limit + 1 - length);
    if (kept > line.length - length) {
      int wanted = Math.max(length + kept, 2 * line.length);
      line = Arrays.copyOf(line, Math.min(limit + 1, wanted));
    }
    System.arraycopy(chunk, next, line, length, kept);
    length += kept;
  }

  private void cutCarriageReturn() {
    if (size > 0 && lastByte == '\r') {
      size--;
      length = (int) Math.min(length, size);
    }
  }

  private void skipByteOrderMark() {
    if (number == 1
        && length >= 3
        && line[0] == (byte) 0xEF
        && line[1] == (byte) 0xBB
        && line[2] == (byte) 0xBF) {
      start = 3;
    }
  }
}
