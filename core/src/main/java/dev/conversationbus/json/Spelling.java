package dev.conversationbus.json;

/** The one way in which a character of a string is spelled, that of {@code JSON.stringify}. */
final class Spelling {

  /** What a character takes at most, in bytes. */
  static final int LONGEST = 6;

  private static final byte AS_IT_IS = 0;
  private static final byte UNICODE_ESCAPE = 'u';

  /** For each ASCII character the letter after the backslash. */
  private static final byte[] ESCAPES = escapes();

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Spelling() {}

  private static byte[] escapes() {
    byte[] escapes = new byte[0x80];
    for (int i = 0; i < ' '; i++) {
      escapes[i] = UNICODE_ESCAPE;
    }
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }

  /**
   * Spells a character; half a surrogate pair becomes an escape, since UTF-8 cannot hold it.
   *
   * @return the index after it
   */
  static int put(int codePoint, byte[] bytes, int from) {
    int at = from;
    if (codePoint < 0x80) {
      byte escape = ESCAPES[codePoint];
      if (escape == AS_IT_IS) {
        bytes[at++] = (byte) codePoint;
        return at;
      }
      return escape == UNICODE_ESCAPE
          ? putUnicodeEscape(codePoint, bytes, at)
          : putShortEscape(escape, bytes, at);
    }
    if (codePoint < 0x800) {
      bytes[at++] = (byte) (0xc0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      if (isSurrogate(codePoint)) {
        return putUnicodeEscape(codePoint, bytes, at);
      }
      bytes[at++] = (byte) (0xe0 | (codePoint >> 12));
      bytes[at++] = continuation(codePoint >> 6);
    } else {
      bytes[at++] = (byte) (0xf0 | (codePoint >> 18));
      bytes[at++] = continuation(codePoint >> 12);
      bytes[at++] = continuation(codePoint >> 6);
    }
    bytes[at++] = continuation(codePoint);
    return at;
  }

  static boolean isSurrogate(int codePoint) {
    return codePoint >> 11 == Character.MIN_SURROGATE >> 11;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  private static int putShortEscape(byte letter, byte[] bytes, int from) {
    bytes[from] = '\\';
    bytes[from + 1] = letter;
    return from + 2;
  }

  private static int putUnicodeEscape(int c, byte[] bytes, int from) {
    bytes[from] = '\\';
    bytes[from + 1] = 'u';
    bytes[from + 2] = HEX[c >> 12];
    bytes[from + 3] = HEX[(c >> 8) & 0xf];
    bytes[from + 4] = HEX[(c >> 4) & 0xf];
    bytes[from + 5] = HEX[c & 0xf];
    return from + LONGEST;
  }
}
