package dev.conversationbus.json;

import java.io.IOException;
import java.io.OutputStream;

/** Compact JSON text on its way to a stream, through a buffer. */
final class CompactText {

  private final OutputStream out;
  private final byte[] buffer;
  private int length;
  private long flushed;
  private byte firstByte;
  private boolean unpaired;

  CompactText(OutputStream out, byte[] buffer) {
    this.out = out;
    this.buffer = buffer;
  }

  byte[] buffer() {
    return buffer;
  }

  /** {@return how many bytes were written so far} */
  long position() {
    return flushed + length;
  }

  /** {@return the first byte of all that was flushed, 0 if nothing was} */
  byte firstByte() {
    return firstByte;
  }

  void flush() throws IOException {
    int pending = length;
    if (flushed == 0 && pending > 0) {
      firstByte = buffer[0];
    }
    length = 0;
    flushed += pending;
    out.write(buffer, 0, pending);
  }

  void put(char ascii) throws IOException {
    room(1);
    buffer[length++] = (byte) ascii;
  }

  /** Writes text that is known to be ASCII. */
  void putAscii(String text) throws IOException {
    int chars = text.length();
    for (int from = 0; from < chars; from += buffer.length) {
      int to = Math.min(chars, from + buffer.length);
      room(to - from);
      for (int i = from; i < to; i++) {
        buffer[length++] = (byte) text.charAt(i);
      }
    }
  }

  void putBytes(byte[] bytes) throws IOException {
    if (bytes.length > buffer.length) {
      flush();
      flushed += bytes.length;
      out.write(bytes, 0, bytes.length);
      return;
    }
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  /** {@return a place in the buffer for {@code bytes}, to be ended with {@link #end}} */
  int begin(int bytes) throws IOException {
    room(bytes);
    return length;
  }

  void end(int end) {
    length = end;
  }

  /** {@return whether the last string had half a surrogate pair} */
  boolean hasUnpaired() {
    return unpaired;
  }

  /** Writes a string with its quotes, spelled as {@code JSON.stringify} does. */
  void putString(String text) throws IOException {
    unpaired = false;
    put('"');
    int chars = text.length();
    int step = buffer.length / Spelling.LONGEST - 1;
    int i = 0;
    while (i < chars) {
      int to = Math.min(chars, i + step);
      room((to - i + 1) * Spelling.LONGEST);
      i = putSegment(text, i, to);
    }
    put('"');
  }

  /** {@return where to go on: a pair of surrogates is never cut in two} */
  private int putSegment(String text, int from, int to) {
    int at = length;
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      int codePoint = Character.isHighSurrogate(c) ? text.codePointAt(i) : c;
      unpaired |= Spelling.isSurrogate(codePoint);
      at = Spelling.put(codePoint, buffer, at);
      i += Character.charCount(codePoint);
    }
    length = at;
    return i;
  }

  private void room(int needed) throws IOException {
    if (buffer.length - length < needed) {
      flush();
    }
  }
}
