package dev.conversationbus.examples;

import java.io.Console;

/** Where the demo runs. */
final class Terminal {

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
}
