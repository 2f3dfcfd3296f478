package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  private static final int LIMIT = 10;

  @Test
  void linesEndWithLineFeedOrBothOrTheStream() throws IOException {
    assertThat(linesOf("a\nbc\r\n\r\nd")).containsExactly("1:a", "2:bc", "3:", "4:d");
  }

  @Test
  void lineFeedAtTheEndBeginsNoLine() throws IOException {
    assertThat(linesOf("a\n")).containsExactly("1:a");
    assertThat(linesOf("a\n\n")).containsExactly("1:a", "2:");
    assertThat(linesOf("")).isEmpty();
  }

  @Test
  void carriageReturnWithinLineStays() throws IOException {
    assertThat(linesOf("a\rb\r\r\n")).containsExactly("1:a\rb\r");
  }

  @Test
  void byteOrderMarkIsSkippedAtTheStartOnly() throws IOException {
    assertThat(linesOf("\uFEFFa\n\uFEFFb\n")).containsExactly("1:a", "2:\uFEFFb");
    assertThat(linesOf("\uFEFF")).containsExactly("1:");
  }

  @Test
  void lineOfTheLimitIsKeptWhateverItsEnd() throws IOException {
    String full = "x".repeat(LIMIT);
    assertThat(linesOf(full + "\n" + full + "\r\n" + full))
        .containsExactly("1:" + full, "2:" + full, "3:" + full);
  }

  @Test
  void lineOverTheLimitIsToldWithItsSizeOnly() throws IOException {
    String over = "x".repeat(LIMIT + 1);
    assertThat(linesOf("a\n" + over + "\n" + over + "\r\n" + over + "xyz\nb\n"))
        .containsExactly("1:a", "2:too long: 11", "3:too long: 11", "4:too long: 14", "5:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", " \t \r", "\uFEFF"})
  void whiteSpaceAloneIsBlank(String line) throws IOException {
    LineReader lines = reader(new ByteArrayInputStream((line + "\n").getBytes(UTF_8)));

    assertThat(lines.next()).isTrue();
    assertThat(lines.isBlank()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "  x", "\0", "\f", "\u00a0", "               "})
  void anythingElseIsNotBlank(String line) throws IOException {
    LineReader lines = reader(new ByteArrayInputStream((line + "\n").getBytes(UTF_8)));

    assertThat(lines.next()).isTrue();
    assertThat(lines.isBlank()).isFalse();
  }

  @Test
  void streamThatGivesOneByteAtATimeGivesTheSameLines() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("\uFEFFab\r\ncd\n".getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }
        };

    assertThat(linesOf(reader(slow))).containsExactly("1:ab", "2:cd");
  }

  @Test
  void noMoreThanTheLimitIsHeldOfAnEndlessLine() throws IOException {
    LineReader lines = reader(new EndlessLine(50L << 20));

    assertThat(lines.next()).isTrue();
    assertThat(lines.isTooLong()).isTrue();
    assertThat(lines.size()).isEqualTo(50L << 20);
    assertThat(lines.bytes().array()).hasSizeLessThanOrEqualTo(1024);
    assertThat(lines.next()).isFalse();
  }

  @Test
  void outputIsFlushedBeforeTheStreamIsRead() throws IOException {
    List<String> calls = new ArrayList<>();
    InputStream in =
        new ByteArrayInputStream("a\n".getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            calls.add("read");
            return super.read(into, offset, length);
          }
        };
    LineReader lines = new LineReader(in, LIMIT, () -> calls.add("flush"));

    while (lines.next()) {
      calls.add("line");
    }

    assertThat(calls).containsExactly("flush", "read", "line", "flush", "read");
  }

  private static List<String> linesOf(String text) throws IOException {
    return linesOf(reader(new ByteArrayInputStream(text.getBytes(UTF_8))));
  }

  private static List<String> linesOf(LineReader lines) throws IOException {
    List<String> found = new ArrayList<>();
    while (lines.next()) {
      String text =
          lines.isTooLong() ? "too long: " + lines.size() : UTF_8.decode(lines.bytes()).toString();
      found.add(lines.number() + ":" + text);
    }
    return found;
  }

  private static LineReader reader(InputStream in) {
    return new LineReader(in, LIMIT, () -> {});
  }
}
