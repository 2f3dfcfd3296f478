package dev.conversationbus.examples;

/** Text of unknown origin, made fit for one line of a terminal. */
final class Printable {

  private Printable() {}

  /**
   * {@return the text, cut after {@code max} characters, with everything escaped that is not text}
   */
  static String of(String text, int max) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), max) + 1);
    int at = 0;
    for (int count = 0; at < text.length() && count < max; count++) {
      int c = text.codePointAt(at);
      if (isText(c)) {
        line.appendCodePoint(c);
      } else {
        line.append("\\u%04x".formatted(c));
      }
      at += Character.charCount(c);
    }
    return at < text.length() ? line.append('…').toString() : line.toString();
  }

  /** Control characters could move the cursor, directional ones could turn the line around. */
  private static boolean isText(int c) {
    boolean isDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    boolean isLineEnd = c == 0x2028 || c == 0x2029;
    boolean isHalfCharacter = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !Character.isISOControl(c) && !isDirection && !isLineEnd && !isHalfCharacter;
  }
}
