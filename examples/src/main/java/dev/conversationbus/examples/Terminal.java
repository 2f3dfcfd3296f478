package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Where the demo runs. */
final class Terminal {

  private static final int OUTPUT_BUFFER = 1 << 16;

  private Terminal() {}

  /** {@return whether a person is watching} */
  @SuppressWarnings("SystemConsoleNull") // null before JDK 22, and asked further from then on
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there can be a console without a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /**
   * {@return the given stream as one for text in UTF-8, whatever the locale, and with a buffer; it
   * notices when nobody reads the other end}
   */
  static PrintStream output(PrintStream target) {
    return new PrintStream(
        new BufferedOutputStream(new Noticing(target), OUTPUT_BUFFER), false, UTF_8);
  }

  /** A print stream keeps its errors to itself until it is asked. */
  private static final class Noticing extends FilterOutputStream {

    private final PrintStream target;

    Noticing(PrintStream target) {
      super(target);
      this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (target.checkError()) {
        throw new IOException("nobody takes the output");
      }
    }
  }
}
