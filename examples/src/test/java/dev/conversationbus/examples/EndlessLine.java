package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.util.Arrays;

/** A line of any size that nobody keeps: the beginning of an event whose text does not end. */
final class EndlessLine extends InputStream {

  private static final byte[] START =
      "{\"from\":\"alice\",\"type\":\"note\",\"body\":{\"text\":\"".getBytes(US_ASCII);

  private final long size;
  private long given;

  EndlessLine(long size) {
    this.size = size;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (given == size) {
      return -1;
    }
    int count = (int) Math.min(length, size - given);
    if (given < START.length) {
      count = (int) Math.min(count, START.length - given);
      System.arraycopy(START, (int) given, into, offset, count);
    } else {
      Arrays.fill(into, offset, offset + count, (byte) 'x');
    }
    given += count;
    return count;
  }
}
