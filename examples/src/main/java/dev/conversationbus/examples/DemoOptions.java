package dev.conversationbus.examples;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param isQuiet whether only refusals and the summary are printed
 * @param isHelp whether the usage is printed, and nothing else done
 * @param file to read; {@code -} for standard input, null for the bundled events
 */
record DemoOptions(boolean isQuiet, boolean isHelp, @Nullable String file) {

  static final String USAGE =
      """
      usage: conversationbus-demo [--quiet] [FILE | -]

      Sends events over an in-memory bus, and prints what the listeners heard, each line that was
      refused and why, and the counts. Reads FILE, standard input if it is "-", or else the events
      that come with the demo: JSON Lines in UTF-8, one event a line, of at most 1 MiB.

        {"conversation": "lunch", "from": "alice", "type": "poll_vote", "body": {"choice": "pizza"}}

        conversation  where to send, 1 to 100 characters; "main" if it is left out
        from          the user who sends, 1 to 100 characters; joins with the first event
        type          1 to 100 characters of A-Z a-z 0-9 - _
        body          an object of at most 4096 bytes as compact UTF-8

      Further fields and blank lines are ignored.

        --quiet  print only the refused lines and the counts
        --help   print this

      Ends with status 0, or with 2 if the options are wrong or the file cannot be read.
      """;

  private static final String BUNDLED = "events.jsonl";

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it asks for what the demo does not know
   */
  static DemoOptions parse(String... args) {
    boolean quiet = false;
    boolean help = false;
    boolean filesOnly = false;
    String file = null;
    for (String arg : args) {
      boolean isOption = !filesOnly && arg.startsWith("-") && !arg.equals("-");
      if (!isOption) {
        if (file != null) {
          throw new IllegalArgumentException("more than one file: " + file + ", " + arg);
        }
        file = arg;
      } else {
        switch (arg) {
          case "--quiet" -> quiet = true;
          case "--help" -> help = true;
          case "--" -> filesOnly = true;
          default -> throw new IllegalArgumentException("unknown option: " + arg);
        }
      }
    }
    return new DemoOptions(quiet, help, file);
  }

  /** {@return the events to read; closing it leaves standard input open} */
  InputStream open(InputStream standardInput) throws IOException {
    if (file == null) {
      return Objects.requireNonNull(Demo.class.getResourceAsStream(BUNDLED), BUNDLED);
    }
    return file.equals("-") ? new Borrowed(standardInput) : new FileInputStream(file);
  }

  /** {@return what is read, for people} */
  String source() {
    if (file == null) {
      return "the bundled events";
    }
    return file.equals("-") ? "standard input" : file;
  }

  private static final class Borrowed extends FilterInputStream {
    Borrowed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
