package dev.conversationbus.json;

/**
 * A JSON string that arrives in pieces: checks UTF-8 and escapes, and spells every character the
 * one way that {@code JSON.stringify} does.
 *
 * <p>A surrogate escape without its other half stays an escape, since UTF-8 cannot hold it.
 */
final class StringScanner {

  private static final byte PLAIN = 0;
  private static final byte QUOTE = 1;
  private static final byte BACKSLASH = 2;
  private static final byte CONTROL = 3;
  private static final byte NON_ASCII = 4;
  private static final byte[] KINDS = kinds();

  /** What made a scan stop. */
  enum Stop {
    END_OF_PIECE,
    END_OF_STRING,
    BAD_UTF8,
    BAD_CHARACTER
  }

  private static final int NO_ESCAPE = -2;
  private static final int AFTER_BACKSLASH = -1;

  private final Output output;

  /** {@link #NO_ESCAPE}, {@link #AFTER_BACKSLASH}, or the hexadecimal digits that came. */
  private int escape = NO_ESCAPE;

  private int codeUnit;

  /** A high surrogate that waits for its other half; 0 for none. */
  private int high;

  /** Bytes of UTF-8 that must follow, and the range of the next one. */
  private int continuations;

  private int least;
  private int most;

  private boolean unpaired;

  private Stop stop = Stop.END_OF_PIECE;

  StringScanner(Output output) {
    this.output = output;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int i = 0; i < 256; i++) {
      kinds[i] = i < ' ' ? CONTROL : i < 0x80 ? PLAIN : NON_ASCII;
    }
    kinds['"'] = QUOTE;
    kinds['\\'] = BACKSLASH;
    return kinds;
  }

  /** Begins a string, after its quote. */
  void begin() {
    unpaired = false;
  }

  /** {@return whether the string has half a surrogate pair} */
  boolean hasUnpaired() {
    return unpaired;
  }

  /** {@return why the last scan stopped} */
  Stop stop() {
    return stop;
  }

  /** {@return whether the input so far ends within a character of several bytes} */
  boolean isWithinCharacter() {
    return continuations > 0;
  }

  /** {@return the index of the byte that stopped the scan} */
  int scan(byte[] json, int from, int end) {
    int i = from;
    while (i < end) {
      int b = json[i] & 0xff;
      if (escape != NO_ESCAPE) {
        output.skip(i);
        if (!inEscape(b)) {
          return stop(Stop.BAD_CHARACTER, i);
        }
      } else if (continuations > 0) {
        if (b < least || b > most) {
          return stop(Stop.BAD_UTF8, i);
        }
        continuations--;
        least = 0x80;
        most = 0xbf;
      } else {
        byte kind = KINDS[b];
        if (high != 0 && kind != BACKSLASH) {
          putLoneHigh();
        }
        switch (kind) {
          case PLAIN -> {
            do {
              i++;
            } while (i < end && KINDS[json[i] & 0xff] == PLAIN);
            continue;
          }
          case QUOTE -> {
            return stop(Stop.END_OF_STRING, i);
          }
          case BACKSLASH -> {
            output.skip(i);
            escape = AFTER_BACKSLASH;
          }
          case NON_ASCII -> {
            if (!beginCharacter(b)) {
              return stop(Stop.BAD_UTF8, i);
            }
          }
          default -> {
            return stop(Stop.BAD_CHARACTER, i);
          }
        }
      }
      i++;
    }
    return stop(Stop.END_OF_PIECE, i);
  }

  private int stop(Stop why, int index) {
    stop = why;
    return index;
  }

  /**
   * Overlong forms, surrogates and what is beyond U+10FFFF are cut off by the second byte's range.
   */
  private boolean beginCharacter(int lead) {
    least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    continuations = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    return lead >= 0xc2 && lead <= 0xf4;
  }

  private boolean inEscape(int b) {
    if (escape != AFTER_BACKSLASH) {
      return hexDigit(b);
    }
    if (b == 'u') {
      escape = 0;
      codeUnit = 0;
      return true;
    }
    escape = NO_ESCAPE;
    if (high != 0) {
      putLoneHigh();
    }
    int meant =
        switch (b) {
          case '"', '\\', '/' -> b;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> -1;
        };
    if (meant < 0) {
      return false;
    }
    output.put(meant);
    return true;
  }

  private boolean hexDigit(int b) {
    int digit = b < 0x80 ? Character.digit(b, 16) : -1;
    if (digit < 0) {
      return false;
    }
    codeUnit = codeUnit << 4 | digit;
    if (++escape == 4) {
      escape = NO_ESCAPE;
      put((char) codeUnit);
    }
    return true;
  }

  private void put(char c) {
    if (high != 0 && Character.isLowSurrogate(c)) {
      output.put(Character.toCodePoint((char) high, c));
      high = 0;
      return;
    }
    if (high != 0) {
      putLoneHigh();
    }
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else {
      unpaired |= Character.isLowSurrogate(c);
      output.put(c);
    }
  }

  private void putLoneHigh() {
    unpaired = true;
    output.put(high);
    high = 0;
  }
}
