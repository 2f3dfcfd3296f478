package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random files, of valid and broken lines, against the naive count. */
class DemoPropertiesTest {

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void sameLinesAreRefusedAsByTheNaiveCount(@ForAll("files") List<byte[]> lines)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      file.write(line);
      file.write('\n');
    }
    NaiveCount naive = new NaiveCount(file.toByteArray());

    DemoRun run = DemoRun.on(new ByteArrayInputStream(file.toByteArray()), "-", "--quiet");

    assertThat(run.refusedLines()).isEqualTo(naive.refusedLines());
    assertThat(run.summary())
        .isEqualTo(
            "sent %1$d, heard %1$d, refused %2$d"
                .formatted(naive.accepted(), naive.refusedLines().size()));
  }

  @Provide
  Arbitrary<List<byte[]>> files() {
    return lines().list().ofMaxSize(30);
  }

  private static Arbitrary<byte[]> lines() {
    Arbitrary<byte[]> events =
        events(Arbitraries.oneOf(values(), touchyValues())).map(event -> event.getBytes(UTF_8));
    Arbitrary<byte[]> robust = events(values()).map(event -> event.getBytes(UTF_8));
    return Arbitraries.frequencyOf(
        Tuple.of(4, events),
        Tuple.of(
            1,
            Combinators.combine(
                    robust, Arbitraries.integers().between(0, 5000), Arbitraries.bytes())
                .as(DemoPropertiesTest::withOneByteChanged)),
        Tuple.of(
            1,
            Combinators.combine(events, Arbitraries.integers().between(0, 5000))
                .as(DemoPropertiesTest::cut)),
        Tuple.of(
            1,
            Arbitraries.of("", " ", "\t\r", "[]", "{}", "null", "\0")
                .map(line -> line.getBytes(UTF_8))));
  }

  private static Arbitrary<String> events(Arbitrary<String> values) {
    Arbitrary<String> conversations =
        Arbitraries.of(
            "", "\"conversation\":\"lunch\",", "\"conversation\":null,", "\"conversation\":[],");
    Arbitrary<String> senders =
        mostly(
            Arbitraries.of("\"from\":\"alice\",", "\"from\":\"佐藤\","),
            Arbitraries.of("", "\"from\":\"\",", "\"from\":12,", "\"from\":\"a\",\"from\":\"a\","));
    Arbitrary<String> types =
        mostly(
            Arbitraries.strings().withChars("abcXYZ019-_").ofMinLength(1).ofMaxLength(101),
            Arbitraries.strings().withChars("ab :.é\u0661").ofMaxLength(3));
    Arbitrary<String> bodies =
        mostly(
            Combinators.combine(
                    values,
                    Arbitraries.integers().between(0, 4200),
                    Arbitraries.of("x", "é", "€", "\\n", "\\u0041"))
                .as(
                    (value, size, filler) ->
                        "{\"v\": " + value + ", \"t\":\"" + filler.repeat(size) + "\"}"),
            Arbitraries.of("{}", "[]", "null", "\"{}\"", "1", "{\"a\":}", "{\"a\":1,\"a\":1}"));
    return Combinators.combine(conversations, senders, types, bodies)
        .as(
            (conversation, from, type, body) ->
                "{" + conversation + from + "\"type\":\"" + type + "\",\"body\":" + body + "}");
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of("1.10", "-0.0", "true", "null", "[1, 2]", "{ }");
  }

  /** One byte changed makes half a character or an endless exponent, which trees do not keep. */
  private static Arbitrary<String> touchyValues() {
    return Arbitraries.of("\"\\ud83c\\udf3f\"", "12345678901234567890");
  }

  private static Arbitrary<String> mostly(Arbitrary<String> often, Arbitrary<String> seldom) {
    return Arbitraries.frequencyOf(Tuple.of(6, often), Tuple.of(1, seldom));
  }

  private static byte[] withOneByteChanged(byte[] line, int place, byte value) {
    byte[] changed = line.clone();
    changed[place % line.length] = value == '\n' ? 0 : value;
    return changed;
  }

  private static byte[] cut(byte[] line, int place) {
    return Arrays.copyOf(line, place % line.length);
  }
}
