package dev.conversationbus.json;

/**
 * The way from the input to the sink: what stays as it is goes there in runs as long as can be, so
 * that compact input is copied once.
 */
final class Output {

  private final BoundedSink sink;
  private final byte[] scratch = new byte[Spelling.LONGEST];
  private byte[] input = scratch;
  private int run;

  Output(BoundedSink sink) {
    this.sink = sink;
  }

  BoundedSink sink() {
    return sink;
  }

  /** Begins a piece of input. */
  void begin(byte[] piece, int from) {
    input = piece;
    run = from;
  }

  /** Passes on the input before {@code index}, and leaves out the byte there. */
  void skip(int index) {
    keepUpTo(index);
    run = index + 1;
  }

  /** Passes on the input before {@code index}. */
  void keepUpTo(int index) {
    if (index > run) {
      sink.add(input, run, index - run);
      run = index;
    }
  }

  /** {@return where the input at {@code index} will stand in the output} */
  long offset(int index) {
    return sink.count() + (index - run);
  }

  /** {@return whether the input from {@code index} on is still to be passed on as it is} */
  boolean isKept(int index) {
    return index >= run;
  }

  /** Writes a character that was spelled in another way. */
  void put(int codePoint) {
    sink.add(scratch, 0, Spelling.put(codePoint, scratch, 0));
  }
}
