package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;

/** The same text again and again, made as it is read. */
final class Repeated extends InputStream {

  private final byte[] text;
  private int left;
  private int next;

  Repeated(String text, int times) {
    this.text = text.getBytes(UTF_8);
    this.left = times;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    int count = Math.min(length, text.length - next);
    System.arraycopy(text, next, into, offset, count);
    next += count;
    if (next == text.length) {
      next = 0;
      left--;
    }
    return count;
  }
}
