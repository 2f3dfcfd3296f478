package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  private static final String GOOD = "{\"from\":\"alice\",\"type\":\"ping\",\"body\":{}}\n";

  @Test
  void bundledEventsAreCountedAsByTheNaiveCount() throws IOException {
    NaiveCount naive = new NaiveCount(bundled());

    DemoRun run = DemoRun.of();

    assertThat(run.summary()).isEqualTo(summary(naive.accepted(), naive.refusedLines().size()));
    assertThat(run.refusedLines()).isEqualTo(naive.refusedLines());
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void bundledEventsAreManyAndDamagedInManyWays() throws IOException {
    NaiveCount naive = new NaiveCount(bundled());

    assertThat(naive.accepted()).isEqualTo(238);
    assertThat(naive.refusedLines()).hasSize(74);
  }

  @Test
  void everyEventAndEveryRefusalIsOneLine() throws IOException {
    NaiveCount naive = new NaiveCount(bundled());

    DemoRun run = DemoRun.of();

    assertThat(run.out())
        .filteredOn(line -> line.matches(".+ #\\d+ [A-Za-z0-9_-]+ from .+: .+"))
        .hasSize((int) naive.accepted());
    assertThat(run.out()).hasSize((int) naive.accepted() + naive.refusedLines().size() + 2);
  }

  @Test
  void quietRunPrintsRefusalsAndCountsOnly() throws IOException {
    NaiveCount naive = new NaiveCount(bundled());

    DemoRun run = DemoRun.of("--quiet");

    assertThat(run.refusedLines()).isEqualTo(naive.refusedLines());
    assertThat(run.out()).hasSize(naive.refusedLines().size() + 1);
    assertThat(run.summary()).isEqualTo(summary(naive.accepted(), naive.refusedLines().size()));
  }

  @Test
  void listenersTellWhatTheyHeard() {
    DemoRun run =
        DemoRun.onText(
            """
            {"conversation":"lunch","from":"alice","type":"poll_vote","body":{"poll":"p","choice":"pizza"}}
            {"conversation":"lunch","from":"bob","type":"poll_vote","body":{"choice":["tea"]}}
            {"from":"shop","type":"order_status","body":{"order":"A1","status":"placed","total":1.10,"x":1}}
            {"from":"shop","type":"price","body":{"amount": 1.10}}
            {"from":"desk","type":"ticket_update","body":{"ticket":"T1","state":"open","assignee":"joão"}}
            {"from":"web","type":"form_submitted","body":{"form":"rsvp","answers":{"a":1,"b":null}}}
            """,
            "-");

    assertThat(run.out())
        .containsExactly(
            "lunch #2 poll_vote from alice: votes pizza in p",
            "lunch #4 poll_vote from bob: {\"choice\":[\"tea\"]} (does not fit its record)",
            "main #2 order_status from shop: order A1 is placed, total 1.10",
            "main #3 price from shop: {\"amount\":1.10}",
            "main #5 ticket_update from desk: ticket T1 is open, with joão",
            "main #7 form_submitted from web: form rsvp with 2 answers",
            "4 heard as records, 1 did not fit theirs",
            "sent 6, heard 6, refused 0");
  }

  @Test
  void refusalTellsAllReasonsWithTheirNumbers() {
    DemoRun run =
        DemoRun.onText(
            "{\"type\":\"two words\",\"body\":{\"t\":\"" + "€".repeat(1400) + "\"}}\n", "-");

    assertThat(run.out().get(0))
        .startsWith("line 1 refused: from.missing: ")
        .contains("; type.illegal-character: type at 3: found U+0020")
        .contains("; body.too-large: body: found 4208 bytes")
        .contains("4096");
  }

  @Test
  void controlCharactersReachNoTerminal() {
    DemoRun run =
        DemoRun.onText(
            "{\"from\":\"a\\u001b[2J\\nb\",\"type\":\"t\",\"body\":{\"\\u009b\":\"\\u202e\"}}\n",
            "-");

    assertThat(run.out().get(0))
        .isEqualTo("main #2 t from a\\u001b[2J\\u000ab: {\"\\u009b\":\"\\u202e\"}");
  }

  @Test
  void fileIsReadThatIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("some events.jsonl"), GOOD + GOOD);

    assertThat(DemoRun.of(file.toString()).summary()).isEqualTo(summary(2, 0));
  }

  @Test
  void blankLinesAreNotCountedButNumbered() {
    DemoRun run = DemoRun.onText("\uFEFF\n" + GOOD + "\r\n  \t\nx\r\n" + GOOD.strip(), "-");

    assertThat(run.refusedLines()).containsExactly(5L);
    assertThat(run.summary()).isEqualTo(summary(2, 1));
  }

  @Test
  void emptyInputGivesZeros() {
    DemoRun run = DemoRun.onText("", "-");

    assertThat(run.summary()).isEqualTo(summary(0, 0));
    assertThat(run.status()).isZero();
  }

  @Test
  void fiftyMegabytesInOneLineAreOneRefusal() {
    long size = 50L << 20;

    DemoRun run = DemoRun.on(between(new EndlessLine(size)), "-", "--quiet");

    assertThat(run.out())
        .containsExactly(
            "line 2 refused: line.too-long: line: found 52428800 bytes, allowed 1048576 bytes",
            "sent 2, heard 2, refused 1");
  }

  @Test
  void nestingWithoutBottomIsOneRefusal() {
    String deep = "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":" + "[".repeat(100_000);

    DemoRun run = DemoRun.onText(GOOD + deep + "\n" + GOOD, "-", "--quiet");

    assertThat(run.refusedLines()).containsExactly(2L);
    assertThat(run.summary()).isEqualTo(summary(2, 1));
  }

  @Test
  void zeroBytesAndOtherEncodingsAreRefusedLineByLine() {
    assertThat(DemoRun.on(new ByteArrayInputStream(new byte[100_000]), "-").summary())
        .isEqualTo(summary(0, 1));

    byte[] utf16 = (GOOD + GOOD + GOOD.strip()).getBytes(UTF_16LE);
    assertThat(DemoRun.on(new ByteArrayInputStream(utf16), "-").summary()).isEqualTo(summary(0, 3));
  }

  /** The heap of the tests is smaller than what is sent here. */
  @Test
  void nothingIsKeptOfWhatWasSent() {
    String event =
        "{\"from\":\"alice\",\"type\":\"note\",\"body\":{\"t\":\"" + "x".repeat(4000) + "\"}}\n";
    int events = 40_000;
    assertThat((long) events * event.length()).isGreaterThan(Runtime.getRuntime().maxMemory());

    DemoRun run = DemoRun.on(new Repeated(event, events), "-", "--quiet");

    assertThat(run.out()).containsExactly(summary(events, 0));
  }

  @Test
  void progressIsToldOnRequestOnly() {
    String blank = "\n".repeat(200_000);

    assertThat(DemoRun.on(new ByteArrayInputStream(blank.getBytes(UTF_8)), true, "-").err())
        .containsExactly(
            "line 100000: sent 0, heard 0, refused 0", "line 200000: sent 0, heard 0, refused 0");
    assertThat(DemoRun.onText(blank, "-").err()).isEmpty();
  }

  @Test
  void helpIsPrintedAndNothingSent() {
    DemoRun run = DemoRun.of("--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo(DemoOptions.USAGE.lines().toList());
  }

  @Test
  void unknownOptionEndsWithStatusTwo() {
    DemoRun run = DemoRun.of("--loud");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("unknown option: --loud").contains(usage());
  }

  @Test
  void fileThatCannotBeReadEndsWithStatusTwo(@TempDir Path folder) {
    for (Path file : List.of(folder, folder.resolve("missing.jsonl"))) {
      DemoRun run = DemoRun.of(file.toString());

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).singleElement().asString().startsWith("reading " + file + " failed: ");
    }
  }

  @Test
  void breakInTheInputEndsWithTheCountsSoFar() {
    InputStream good = new ByteArrayInputStream(GOOD.getBytes(UTF_8));
    InputStream in = new SequenceInputStream(good, new PipedInputStream());

    DemoRun run = DemoRun.on(in, "-");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.summary()).isEqualTo(summary(1, 0));
    assertThat(run.err()).containsExactly("reading standard input failed: Pipe not connected");
  }

  @Test
  void runEndsWhenNobodyTakesTheOutput() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status =
        Demo.run(
            new String[] {"-"},
            new Repeated(GOOD, Integer.MAX_VALUE),
            Terminal.output(new PrintStream(closed, true, UTF_8)),
            new PrintStream(err, true, UTF_8));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("nobody takes the output");
  }

  private static String usage() {
    return DemoOptions.USAGE.lines().findFirst().orElseThrow();
  }

  private static String summary(long sent, long refused) {
    return "sent " + sent + ", heard " + sent + ", refused " + refused;
  }

  private static byte[] bundled() throws IOException {
    try (InputStream events = Demo.class.getResourceAsStream("events.jsonl")) {
      return Objects.requireNonNull(events).readAllBytes();
    }
  }

  private static InputStream between(InputStream line) {
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(GOOD.getBytes(UTF_8)),
                line,
                new ByteArrayInputStream(("\n" + GOOD).getBytes(UTF_8)))));
  }
}
