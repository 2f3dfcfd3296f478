package dev.conversationbus.http.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Content of an answer as it arrives. What is too long is an error, except behind an error status:
 * there the beginning is enough, and the rest is passed over.
 */
final class BoundedBytes {

  /** Enough for problem details; a page for people is cut off. */
  private static final int ENOUGH_OF_AN_ERROR = 64 * 1024;

  private static final int FIRST = 2048;
  private static final byte[] NONE = new byte[0];

  private final int max;
  private byte[] bytes = NONE;
  private int size;
  private long passedOver;
  private boolean isError;

  BoundedBytes(int max) {
    this.max = max;
  }

  /** Learns from the head what is coming; the length is negative if it does not tell. */
  void expect(long length, int status) throws AnswerTooLargeException {
    isError = status >= 400;
    if (length > max) {
      throw new AnswerTooLargeException(length + " bytes", max);
    }
    if (length > 0) {
      bytes = new byte[(int) Math.min(length, isError ? ENOUGH_OF_AN_ERROR : max)];
    }
  }

  void add(ByteBuffer more) throws AnswerTooLargeException {
    int length = more.remaining();
    int room = (isError ? Math.min(max, ENOUGH_OF_AN_ERROR) : max) - size;
    int kept = Math.min(length, room);
    if (kept > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(size + kept, Math.max(FIRST, 2 * bytes.length)));
    }
    more.get(bytes, size, kept);
    size += kept;
    if (kept < length) {
      passedOver += length - kept;
      more.position(more.limit());
      if (!isError || size + passedOver > max) {
        throw new AnswerTooLargeException("more than " + max + " bytes", max);
      }
    }
  }

  byte[] take() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
