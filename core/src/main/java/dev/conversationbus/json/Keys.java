package dev.conversationbus.json;

/** The keys of a text that arrives in pieces: finds those that their object has already. */
final class Keys {

  private final Output output;
  private final KeySet seen = new KeySet();

  /** Where the key starts in the current piece; -1 if it started in an earlier one. */
  private int start;

  private long startInOutput;
  private long position;

  Keys(Output output) {
    this.output = output;
  }

  void beginPiece() {
    start = -1;
  }

  void beginObject() {
    seen.beginObject();
  }

  void endObject() {
    seen.endObject();
  }

  /**
   * Begins a key.
   *
   * @param index of its first byte after the quote, in the current piece
   * @param quote the opening quote's place in the whole input
   */
  void begin(int index, long quote) {
    start = index;
    startInOutput = output.offset(index);
    position = quote;
  }

  /** {@return the place in the whole input where the key begins} */
  long position() {
    return position;
  }

  /**
   * Ends the key.
   *
   * @param end index of the closing quote in the current piece
   * @return whether the object has the key already; keys beyond the output's limit are not looked
   *     at
   */
  boolean isRepeated(byte[] piece, int end) {
    int length = (int) (output.offset(end) - startInOutput);
    int place = (int) startInOutput;
    boolean asItCame = start >= 0 && output.isKept(start);
    if (!asItCame) {
      output.keepUpTo(end);
    }
    BoundedSink sink = output.sink();
    if (sink.isOver()) {
      return false;
    }
    int hash =
        asItCame ? KeySet.hash(piece, start, length) : KeySet.hash(sink.storage(), place, length);
    return !seen.addIfNewHash(hash, place) && isKnown(hash, place, length, end);
  }

  private boolean isKnown(int hash, int place, int length, int end) {
    output.keepUpTo(end);
    BoundedSink sink = output.sink();
    if (sink.isOver()) {
      return false;
    }
    if (seen.holds(hash, sink.storage(), place, length)) {
      return true;
    }
    seen.add(hash, place);
    return false;
  }
}
