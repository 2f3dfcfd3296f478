package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of the demo, and what came of it.
 *
 * @param status with which the process would end
 * @param out the lines printed
 * @param err the lines printed as errors
 */
record DemoRun(int status, List<String> out, List<String> err) {

  private static final Pattern REFUSED = Pattern.compile("line (\\d+) refused: .+");

  static DemoRun of(String... args) {
    return on(InputStream.nullInputStream(), args);
  }

  static DemoRun onText(String standardInput, String... args) {
    return on(new ByteArrayInputStream(standardInput.getBytes(UTF_8)), args);
  }

  static DemoRun on(InputStream standardInput, String... args) {
    return on(standardInput, false, args);
  }

  static DemoRun on(InputStream standardInput, boolean showsProgress, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Demo.run(
            args,
            standardInput,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            showsProgress);
    return new DemoRun(status, lines(out), lines(err));
  }

  private static List<String> lines(ByteArrayOutputStream text) {
    return text.toString(UTF_8).lines().toList();
  }

  /** {@return the last line printed} */
  String summary() {
    return out.get(out.size() - 1);
  }

  /** {@return the numbers of the refused lines} */
  List<Long> refusedLines() {
    return out.stream()
        .map(REFUSED::matcher)
        .filter(Matcher::matches)
        .map(match -> Long.valueOf(match.group(1)))
        .toList();
  }
}
