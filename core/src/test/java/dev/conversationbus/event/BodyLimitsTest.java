package dev.conversationbus.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLimitsTest {

  private static final EventValidator RULES = EventValidator.documented();

  /** Where counting stops under the documented rules. */
  private static final int COUNTED = 4096 + 65536;

  @ParameterizedTest
  @ValueSource(strings = {"x", "ä", "€", "😀", "\\\"", "\\n", "\\u0001", "\\ud800"})
  void theLimitIsInBytesOfTheCompactForm(String character) {
    int each = character.getBytes(UTF_8).length;
    int frame = "{\"k\":\"\"}".length();
    int fill = (4096 - frame) % each;
    String most = "y".repeat(fill) + character.repeat((4096 - frame) / each);

    assertThat(Body.parse("{\"k\":\"" + most + "\"}", RULES).size()).isEqualTo(4096);
    assertThat(refusal(("{\"k\":\"" + most + "z\"}").getBytes(UTF_8)))
        .isEqualTo(
            Violation.of(
                "body.too-large",
                "body",
                "4097 bytes, 1 too many, heaviest fields \"k\" 4095 bytes",
                "4096 bytes"));
  }

  @Test
  void whatIsSpelledLongerCountsAsItIsSpelledHere() {
    String escaped = "{\"k\":\"" + "\\u0041\\/".repeat(2044) + "\"}";

    assertThat(Body.parse(" ".repeat(10_000) + escaped + "\n".repeat(10_000), RULES).size())
        .isEqualTo(4096);
  }

  @Test
  void theHeaviestThreeFieldsAreNamed() {
    String text =
        "{\"id\":7,\"items\":["
            + "\"x\",".repeat(1500)
            + "0],\"note\":\""
            + "n".repeat(100)
            + "\",\"tags\":{\"a\":\"}],{\\\"\",\"b\":[[]]},\"z\":null}";

    assertThat(refusal(text.getBytes(UTF_8)).found())
        .isEqualTo(
            text.length()
                + " bytes, "
                + (text.length() - 4096)
                + " too many, heaviest fields \"items\" 6011 bytes, \"note\" 109 bytes,"
                + " \"tags\" 30 bytes");
  }

  @Test
  void namesOfFieldsAreCutAndMadeHarmless() {
    String value = "\":\"" + "x".repeat(4100) + "\"}";

    assertThat(refusal(("{\"" + "k".repeat(41) + value).getBytes(UTF_8)).found())
        .contains("heaviest fields \"" + "k".repeat(40) + "…\" ");
    assertThat(refusal(("{\"" + "k".repeat(40) + value).getBytes(UTF_8)).found())
        .contains("heaviest fields \"" + "k".repeat(40) + "\" ");
    assertThat(
            refusal(
                    ("{\"a\u007f\u202e\u001b[".replace("\u001b", "\\u001b") + value)
                        .getBytes(UTF_8))
                .found())
        .contains("heaviest fields \"a\\u007f\\u202e\\u001b[\" ");
    assertThat(refusal(("{\"" + "😀".repeat(50) + value).getBytes(UTF_8)).found())
        .contains("heaviest fields \"" + "😀".repeat(40) + "…\" ");
  }

  @Test
  void theSizeIsExactUntilCountingStops() {
    assertThat(refusal(textOf(COUNTED)).found())
        .isEqualTo(
            "69632 bytes, 65536 too many, heaviest fields \"k\" " + (COUNTED - 2) + " bytes");
    assertThat(refusal(textOf(COUNTED + 1)).found())
        .isEqualTo(
            "more than 69632 bytes, counting stopped, heaviest fields \"k\" "
                + (COUNTED - 1)
                + " bytes");
  }

  @Test
  void anEndlessStringIsRefusedSoonAfterCountingStops() throws IOException {
    Endless endless = new Endless("{\"k\":\"", "x");

    assertThat(refusal(endless).found()).startsWith("more than 69632 bytes");
    assertThat(endless.given).isLessThan(COUNTED + 3 * 8192);
  }

  @Test
  void endlessKeysAreRefusedSoonAfterCountingStops() throws IOException {
    Endless endless = new Endless("{\"k\":1", ",\"k%07d\":1");

    assertThat(refusal(endless).code()).isEqualTo("body.too-large");
    assertThat(endless.given).isLessThan(COUNTED + 3 * 8192);
  }

  @Test
  void endlessNestingIsRefusedAtTheLimit() throws IOException {
    Endless endless = new Endless("", "{\"k\":");

    assertThat(refusal(endless).code()).isEqualTo("body.too-deep");
    assertThat(endless.given).isLessThan(5000 + 2 * 8192);
  }

  @Test
  void whiteSpaceTakesNoMemory() throws IOException {
    InputStream spacious =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(stream("{"), new Endless("", " ").upTo(20_000_000), stream("}"))));

    assertThat(Body.parse(spacious, RULES)).isEqualTo(Body.empty());
  }

  @Test
  void enormousTextsInMemoryAreRefusedToo() {
    byte[] oneString = textOf(50_000_000);
    StringBuilder keys = new StringBuilder("{\"k\":1");
    for (int i = 0; i < 1_000_000; i++) {
      keys.append(",\"k").append(i).append("\":1");
    }

    assertThat(refusal(oneString).found()).startsWith("more than 69632 bytes");
    assertThat(refusal((keys + "}").getBytes(UTF_8)).found()).startsWith("more than 69632 bytes");
    InvalidEventException ofText =
        catchThrowableOfType(InvalidEventException.class, () -> Body.parse(keys + "}", RULES));
    assertThat(ofText.getMessage()).contains("more than 69632 bytes");
  }

  @Test
  void aStreamIsReadToItsEndAndLeftOpen() throws IOException {
    boolean[] closed = {false};
    InputStream in =
        new ByteArrayInputStream(" {\"a\":1} ".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    assertThat(Body.parse(in, RULES).toJson()).isEqualTo("{\"a\":1}");
    assertThat(in.read()).isEqualTo(-1);
    assertThat(closed[0]).isFalse();
  }

  private static byte[] textOf(int bytes) {
    return ("{\"k\":\"" + "x".repeat(bytes - 8) + "\"}").getBytes(UTF_8);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static Violation refusal(byte[] json) {
    InvalidEventException e =
        catchThrowableOfType(InvalidEventException.class, () -> Body.parse(json, RULES));
    assertThat(e.violations()).hasSize(1);
    return e.violations().get(0);
  }

  private static Violation refusal(InputStream json) {
    InvalidEventException e =
        catchThrowableOfType(InvalidEventException.class, () -> Body.parse(json, RULES));
    assertThat(e.violations()).hasSize(1);
    return e.violations().get(0);
  }

  /** A text that begins once and then repeats itself, with a number in it if it asks for one. */
  private static final class Endless extends InputStream {

    private final String repeated;
    private byte[] piece;
    private int at;
    private int repetition;
    private long given;
    private long most = Long.MAX_VALUE;

    Endless(String begin, String repeated) {
      this.repeated = repeated;
      this.piece = begin.getBytes(UTF_8);
    }

    Endless upTo(long bytes) {
      most = bytes;
      return this;
    }

    private String repetition(int number) {
      return repeated.contains("%") ? String.format(repeated, number) : repeated;
    }

    @Override
    public int read() {
      if (given == most) {
        return -1;
      }
      while (at == piece.length) {
        piece = repetition(repetition++).getBytes(UTF_8);
        at = 0;
      }
      given++;
      return piece[at++];
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = 0;
      while (count < length) {
        int b = read();
        if (b < 0) {
          return count == 0 ? -1 : count;
        }
        into[offset + count++] = (byte) b;
      }
      return count;
    }
  }
}
