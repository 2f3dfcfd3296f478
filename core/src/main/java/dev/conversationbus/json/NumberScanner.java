package dev.conversationbus.json;

/** The grammar of a JSON number that arrives in pieces; digits stay as they are. */
final class NumberScanner {

  // What was seen last.
  private static final byte NOTHING = 0;
  private static final byte MINUS = 1;
  private static final byte ZERO = 2;
  private static final byte INTEGER = 3;
  private static final byte POINT = 4;
  private static final byte FRACTION = 5;
  private static final byte E = 6;
  private static final byte SIGN = 7;
  private static final byte EXPONENT = 8;

  /** After the end, or where no number can go on. */
  private static final byte END = -1;

  /** For what was seen last: what any other byte, 0, 1 to 9, a point, an e, a + and a - lead to. */
  private static final byte[][] NEXT = {
    /* NOTHING  */ {END, ZERO, INTEGER, END, END, END, MINUS},
    /* MINUS    */ {END, ZERO, INTEGER, END, END, END, END},
    /* ZERO     */ {END, END, END, POINT, E, END, END},
    /* INTEGER  */ {END, INTEGER, INTEGER, POINT, E, END, END},
    /* POINT    */ {END, FRACTION, FRACTION, END, END, END, END},
    /* FRACTION */ {END, FRACTION, FRACTION, END, E, END, END},
    /* E        */ {END, EXPONENT, EXPONENT, END, END, SIGN, SIGN},
    /* SIGN     */ {END, EXPONENT, EXPONENT, END, END, END, END},
    /* EXPONENT */ {END, EXPONENT, EXPONENT, END, END, END, END},
  };

  private static final byte[] COLUMNS = columns();

  private byte seen;

  private static byte[] columns() {
    byte[] columns = new byte[256];
    columns['0'] = 1;
    for (char digit = '1'; digit <= '9'; digit++) {
      columns[digit] = 2;
    }
    columns['.'] = 3;
    columns['e'] = 4;
    columns['E'] = 4;
    columns['+'] = 5;
    columns['-'] = 6;
    return columns;
  }

  /** Begins a number with a minus or a digit. */
  void begin(byte first) {
    seen = NEXT[NOTHING][COLUMNS[first & 0xff]];
  }

  /** {@return whether the number may end here} */
  boolean isComplete() {
    return seen == INTEGER || seen == ZERO || seen == FRACTION || seen == EXPONENT;
  }

  /** {@return the index of the first byte that cannot go on the number} */
  int scan(byte[] json, int from, int end) {
    byte last = seen;
    int i = from;
    while (i < end) {
      byte next = NEXT[last][COLUMNS[json[i] & 0xff]];
      if (next == END) {
        break;
      }
      last = next;
      i++;
    }
    seen = last;
    return i;
  }
}
