package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * The demo: sends the events of a file over an in-memory bus, and prints what its listeners heard.
 *
 * <p>The way of one line: {@link LineReader} cuts it out of the file, {@link EventLine} makes an
 * event of it, {@link Playback} sends that as the member who is named, and {@link Listeners} hear
 * it.
 */
public final class Demo {

  private static final int TROUBLE = 2;

  private Demo() {}

  /**
   * Runs the demo. The process ends with status 2 if the options are wrong or the file cannot be
   * read.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    PrintStream out = Terminal.output(System.out);
    PrintStream err = new PrintStream(System.err, true, UTF_8);
    int status = run(args, System.in, out, err, Terminal.isInteractive());
    out.flush();
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Runs the demo on the given streams.
   *
   * @return the status for the process to end with
   */
  static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, in, out, err, false);
  }

  /** Runs the demo on the given streams, with or without progress lines on {@code err}. */
  static int run(
      String[] args, InputStream in, PrintStream out, PrintStream err, boolean showsProgress) {
    DemoOptions options;
    try {
      options = DemoOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(DemoOptions.USAGE);
      return TROUBLE;
    }
    if (options.isHelp()) {
      out.print(DemoOptions.USAGE);
      return 0;
    }
    try (InputStream events = options.open(in);
        Playback playback = new Playback(out, options.isQuiet(), Attendance.Limits.DEFAULT)) {
      playback.play(events, showsProgress ? err : null);
      return 0;
    } catch (IOException e) {
      out.flush();
      err.println("reading " + options.source() + " failed: " + e.getMessage());
      return TROUBLE;
    }
  }
}
