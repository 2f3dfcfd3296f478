package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {

  private static final String GOOD =
      "{\"conversation\":\"lunch\",\"from\":\"alice\",\"type\":\"poll_vote\",\"body\":{\"dish\":1.10}}";

  private final EventLine lines = new EventLine();

  @Test
  void bodyKeepsItsDigitsAndTheOrderOfItsKeys() {
    Reading.Event event =
        event(
            "{\"from\":\"a\",\"type\":\"t\",\"body\": { \"z\" : 1.10, \"a\": [ 1E400 , 0.0 ],"
                + " \"m\":12345678901234567890 } }");

    assertThat(event.body().toJson())
        .isEqualTo("{\"z\":1.10,\"a\":[1E400,0.0],\"m\":12345678901234567890}");
  }

  @Test
  void fieldsMayComeInAnyOrderAndWithOthersBetween() {
    Reading.Event event =
        event(
            "{\"x\":{\"from\":\"eve\",\"body\":[{}]},\"body\":{\"b\":\"€\"},\"y\":[1,[2]],\"type\":\"t\","
                + "\"z\":null,\"from\":\"bob\",\"conversation\":\"lunch\",\"from2\":\"eve\"}");

    assertThat(event.conversation()).isEqualTo("lunch");
    assertThat(event.from()).isEqualTo("bob");
    assertThat(event.type()).isEqualTo("t");
    assertThat(event.body().toJson()).isEqualTo("{\"b\":\"€\"}");
  }

  @Test
  void escapedFieldNamesAreTheSameNames() {
    Reading.Event event =
        event("{\"\\u0066rom\":\"b\\u00f6b\",\"typ\\u0065\":\"t\",\"b\\u006fdy\":{\"\\u0061\":1}}");

    assertThat(event.from()).isEqualTo("böb");
    assertThat(event.body().toJson()).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"conversation\":null,"})
  void eventWithoutConversationGoesToMain(String conversation) {
    Reading.Event event = event("{" + conversation + "\"from\":\"a\",\"type\":\"t\",\"body\":{}}");

    assertThat(event.conversation()).isEqualTo("main");
  }

  @ParameterizedTest
  @CsvSource({"4096, 0", "4097, 1"})
  void bodyIsCountedAsCompactUtf8(int bytes, int violations) {
    String text = "€".repeat(1000) + "x".repeat(bytes - 3000 - "{\"t\":\"\"}".length());
    String spaced = "{ \"t\" :\t\"" + text.replace("€", "\\u20ac") + "\" }";

    assertThat(codes("{\"from\":\"a\",\"type\":\"t\",\"body\":" + spaced + "}"))
        .hasSize(violations)
        .allMatch("body.too-large"::equals);
  }

  @Test
  void bodyMayBeNestedThousandLevelsDeepAndNoDeeper() {
    assertThat(codes(nested(Body.MAX_NESTING))).isEmpty();
    assertThat(codes(nested(Body.MAX_NESTING + 1))).containsExactly("line.too-deep");
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 500_000})
  void nestingWithoutBottomIsOneRefusal(int levels) {
    assertThat(codes(nested(levels))).containsExactly("line.too-deep");
    assertThat(codes("[".repeat(levels))).containsExactly("line.not-an-object");
    assertThat(codes("{\"a\":".repeat(levels))).containsExactly("line.too-deep");
    assertThat(codes("{\"from\":" + "[".repeat(levels))).containsExactly("line.too-deep");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{}            | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"bo                   | line.not-json",
        "{                                                     | line.not-json",
        "hello                                                 | line.not-json",
        "{'from':'a','type':'t','body':{}}                     | line.not-json",
        "{from:\"a\",\"type\":\"t\",\"body\":{}}               | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":NaN}}  | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":-Infinity}} | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":01}}   | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":1.}}   | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":+1}}   | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":.1}}   | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":1,}}   | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{},}          | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":'1'}}  | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":\"\\x\"}} | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":\"\\u00g0\"}} | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{}} // why    | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{}} x         | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{}}}          | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{}},          | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{}}{}         | line.not-json",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{}}1          | line.not-json",
        "[{\"from\":\"a\",\"type\":\"t\",\"body\":{}}]         | line.not-an-object",
        "[                                                     | line.not-an-object",
        "\"text\"                                              | line.not-an-object",
        "17                                                    | line.not-an-object",
        "true                                                  | line.not-an-object",
        "null                                                  | line.not-an-object",
        "{\"type\":\"t\",\"body\":{}}                          | from.missing",
        "{\"from\":\"\",\"type\":\"t\",\"body\":{}}            | from.length",
        "{\"from\":7,\"type\":\"t\",\"body\":{}}               | from.not-a-string",
        "{\"from\":null,\"type\":\"t\",\"body\":{}}            | from.not-a-string",
        "{\"from\":{\"x\":1},\"type\":\"t\",\"body\":{}}       | from.not-a-string",
        "{\"from\":\"a\",\"from\":\"b\",\"type\":\"t\",\"body\":{}} | from.duplicate",
        "{\"from\":\"a\",\"fr\\u006fm\":\"a\",\"type\":\"t\",\"body\":{}} | from.duplicate",
        "{\"from\":\"a\",\"body\":{}}                          | type.missing",
        "{\"from\":\"a\",\"type\":1,\"body\":{}}               | type.not-a-string",
        "{\"from\":\"a\",\"type\":\"t\",\"type\":\"t\",\"type\":\"t\",\"body\":{}} | type.duplicate",
        "{\"from\":\"a\",\"type\":\"t\"}                       | body.missing",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":null}         | body.not-an-object",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":[{}]}         | body.not-an-object",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":\"{}\"}       | body.not-an-object",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":5e3}          | body.not-an-object",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":false}        | body.not-an-object",
        "{\"from\":\"a\",\"type\":\"t\",\"body\":{},\"body\":{}} | body.duplicate",
        "{\"conversation\":5,\"from\":\"a\",\"type\":\"t\",\"body\":{}} | conversation.not-a-string",
        "{\"conversation\":\"\",\"from\":\"a\",\"type\":\"t\",\"body\":{}} | conversation.length",
      })
  void damagedLineIsRefusedWithItsReason(String line, String code) {
    assertThat(codes(line)).containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "custom:x", "é", "🍕", "a.b", " a", "a\\n", "a\\u0000", ""})
  void typeWithOtherCharactersIsRefused(String type) {
    assertThat(codes("{\"from\":\"a\",\"type\":\"" + type + "\",\"body\":{}}"))
        .hasSize(1)
        .allMatch(code -> code.startsWith("type."));
  }

  @Test
  void nameMayHaveHundredCharacters() {
    assertThat(codes(line("x".repeat(100), "🍕".repeat(100), "t".repeat(100)))).isEmpty();
    assertThat(codes(line("x".repeat(101), "🍕".repeat(101), "t".repeat(101))))
        .containsExactly("conversation.length", "from.length", "type.too-long");
  }

  @Test
  void allReasonsAreTold() {
    assertThat(codes("{\"conversation\":[],\"from\":\"\",\"type\":\"a b\",\"body\":[]}"))
        .hasSize(4);
    assertThat(codes("{}")).containsExactly("from.missing", "type.missing", "body.missing");
  }

  @Test
  void malformedUtf8IsRefusedWithItsPlace() {
    byte[] line = GOOD.replace("alice", "\u00e4lice").getBytes(ISO_8859_1);

    assertThat(read(line))
        .isEqualTo(
            Reading.Refused.because(
                new Violation("line.not-utf8", "line", 32, "byte 0xE4", "UTF-8")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"C0AF", "E282", "EDA0BD", "EDA0BDEDB880", "F5808080", "F4908080", "80", "FF"})
  void bytesThatAreNoCharacterAreRefused(String hex) {
    byte[] line = GOOD.getBytes(ISO_8859_1);
    byte[] bad = HexFormat.of().parseHex(hex);
    System.arraycopy(bad, 0, line, GOOD.indexOf("alice"), Math.min(5, bad.length));

    assertThat(codes(line)).containsExactly("line.not-utf8");
  }

  @Test
  void otherEncodingsAreRefused() {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE, Charset.forName("UTF-32BE"))) {
      assertThat(codes(GOOD.getBytes(charset))).as(charset.name()).containsExactly("line.not-json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\0", "\0\0\0\0\0\0", "\uFEFF" + GOOD, GOOD + "\0", GOOD + "\uFEFF", "\f"})
  void charactersOutsideTheObjectAreRefused(String line) {
    assertThat(codes(line)).containsExactly("line.not-json");
  }

  @Test
  void controlCharacterInTextIsRefused() {
    assertThat(codes(GOOD.replace("alice", "al\tice"))).containsExactly("line.not-json");
    assertThat(codes(GOOD.replace("alice", "al\0ice"))).containsExactly("line.not-json");
  }

  @Test
  void hugeNumbersAndNamesAreReadLikeOthers() {
    String digits = "9".repeat(500_000);
    assertThat(codes(GOOD.replace("}}", "},\"n\":" + digits + ",\"" + digits + "\":1}"))).isEmpty();
    assertThat(codes(GOOD.replace("1.10", "1e999999999"))).isEmpty();
    assertThat(codes(GOOD.replace("1.10", digits))).containsExactly("body.too-large");
    assertThat(codes(GOOD.replace("\"alice\"", digits))).containsExactly("from.not-a-string");
    assertThat(codes(GOOD.replace("alice", digits))).containsExactly("from.length");
  }

  @Test
  void lineIsReadTheSameAfterAnyOther() {
    Stream.of("x", GOOD.substring(1), "[".repeat(5000), "é".repeat(5000), "")
        .forEach(
            before -> {
              read(before.getBytes(UTF_8));
              assertThat(event(GOOD).body().toJson()).isEqualTo("{\"dish\":1.10}");
            });
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void everyHalfOfLineIsRefused(String half) {
    assertThat(codes(half)).hasSize(1);
  }

  static Stream<String> cuts() {
    return Stream.iterate(1, cut -> cut < GOOD.length(), cut -> cut + 1)
        .map(cut -> GOOD.substring(0, cut));
  }

  private static String nested(int levels) {
    return "{\"from\":\"a\",\"type\":\"t\",\"body\":{\"x\":"
        + "[".repeat(levels - 1)
        + "]".repeat(levels - 1)
        + "}}";
  }

  private static String line(String conversation, String from, String type) {
    return "{\"conversation\":\"%s\",\"from\":\"%s\",\"type\":\"%s\",\"body\":{}}"
        .formatted(conversation, from, type);
  }

  private Reading.Event event(String line) {
    Reading reading = read(line.getBytes(UTF_8));
    assertThat(reading).isInstanceOf(Reading.Event.class);
    return (Reading.Event) reading;
  }

  private List<String> codes(String line) {
    return codes(line.getBytes(UTF_8));
  }

  private List<String> codes(byte[] line) {
    return read(line) instanceof Reading.Refused refused
        ? refused.reasons().stream().map(Violation::code).toList()
        : List.of();
  }

  private Reading read(byte[] line) {
    return lines.read(ByteBuffer.wrap(line));
  }
}
