package dev.conversationbus.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|0|the end of the text|a JSON object",
        "`  `|2|the end of the text|a JSON object",
        "{|1|the end of the text|a key in double quotes or }",
        "{\"a|3|the end of the text|the rest of a string",
        "{\"a\"|4|the end of the text|:",
        "{\"a\":|5|the end of the text|a value",
        "{\"a\":1|6|the end of the text|the rest of a number",
        "{\"a\":tr|7|the end of the text|true, false or null",
        "{\"a\":[|6|the end of the text|a value or ]",
        "`{\"a\":[1 `|8|the end of the text|, or ]",
        "{\"a\":1,|7|the end of the text|a key in double quotes",
        "nothing|1|a letter|true, false or null",
        "hello|0|a letter|a JSON object",
        "<xml/>|0|U+003C|a JSON object",
        "}|0|U+007D|a JSON object",
        "{}{}|2|U+007B|nothing after the object",
        "{} x|3|a letter|nothing after the object",
        "{},|2|U+002C|nothing after the object",
        "{'a':1}|1|U+0027|a key in double quotes or }",
        "{a:1}|1|a letter|a key in double quotes or }",
        "{\"a\" 1}|5|a digit|:",
        "{\"a\":1,}|7|U+007D|a key in double quotes",
        "{,}|1|U+002C|a key in double quotes or }",
        "{\"a\":}|5|U+007D|a value",
        "{\"a\":[1,]}|8|U+005D|a value",
        "{\"a\":[,1]}|6|U+002C|a value or ]",
        "{\"a\":[1}}|7|U+007D|, or ]",
        "{\"a\":1]|6|U+005D|, or }",
        "{\"a\":1 2}|7|a digit|, or }",
        "{\"a\":01}|6|a digit|, or }",
        "{\"a\":00}|6|a digit|, or }",
        "{\"a\":-}|6|U+007D|the rest of a number",
        "{\"a\":-a}|6|a letter|the rest of a number",
        "{\"a\":1.}|7|U+007D|the rest of a number",
        "{\"a\":.5}|5|U+002E|a value",
        "{\"a\":+1}|5|U+002B|a value",
        "{\"a\":1e}|7|U+007D|the rest of a number",
        "{\"a\":1e+}|8|U+007D|the rest of a number",
        "{\"a\":0x1}|6|a letter|, or }",
        "{\"a\":NaN}|5|a letter|a value",
        "{\"a\":Infinity}|5|a letter|a value",
        "{\"a\":-Infinity}|6|a letter|the rest of a number",
        "{\"a\":True}|5|a letter|a value",
        "{\"a\":nul}|8|U+007D|true, false or null",
        "{\"a\":truee}|9|a letter|, or }",
        "{/**/}|1|U+002F|a key in double quotes or }",
        "{\"a\":1//x|6|U+002F|, or }",
        "{\"a\":\"\\x\"}|7|a letter|the rest of a string",
        "{\"a\":\"\\u12G4\"}|10|a letter|the rest of a string",
        "{\"a\":\"\\u 123\"}|8|U+0020|the rest of a string",
        "{\"a\":\"\\U0041\"}|7|a letter|the rest of a string",
      })
  void whatIsNotJsonSaysWhere(String text, long position, String found, String allowed) {
    assertThat(violations(text.getBytes(UTF_8)))
        .containsExactly(new Violation("body.not-json", "body", position, found, allowed));
  }

  @Test
  void controlCharactersInStringsAreRefused() {
    for (int c = 0; c < 0x20; c++) {
      assertThat(violations(("{\"a\":\"" + (char) c + "\"}").getBytes(UTF_8)))
          .containsExactly(
              new Violation(
                  "body.not-json", "body", 6, String.format("U+%04X", c), "the rest of a string"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|an array", "[{}]|an array", "\"x\"|a string", "12|a number", "-1.5e3|a number",
        "0|a number", "true|a boolean", "false|a boolean", "null|null", "' null '|null"
      })
  void anotherValueThanAnObjectIsCalledByItsName(String text, String found) {
    assertThat(violations(text.getBytes(UTF_8)))
        .containsExactly(Violation.of("body.not-an-object", "body", found, "a JSON object"));
  }

  @Test
  void anArrayThatIsTooDeepOrTooLargeIsStillNoObject() {
    assertThat(violations("[".repeat(1001).getBytes(UTF_8)))
        .containsExactly(Violation.of("body.not-an-object", "body", "an array", "a JSON object"));
    assertThat(violations(("[\"" + "x".repeat(2_000_000)).getBytes(UTF_8)))
        .containsExactly(Violation.of("body.not-an-object", "body", "an array", "a JSON object"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "BF",
        "C0 80",
        "C1 BF",
        "C3 28",
        "C3 22",
        "E0 80 80",
        "E0 9F BF",
        "ED A0 80",
        "ED BF BF",
        "E2 82 22",
        "E2 28 A1",
        "F0 80 80 80",
        "F0 8F BF BF",
        "F0 90 80 22",
        "F4 90 80 80",
        "F5 80 80 80",
        "F8 88 80 80 80",
        "FE",
        "FF",
        "C3",
        "E2 82",
        "F0 9F 98"
      })
  void malformedUtf8IsRefused(String hex) {
    String text = "{\"a\":\"" + latin(hex) + "\"}";

    assertThat(violations(text.getBytes(ISO_8859_1)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.code()).isEqualTo("body.not-utf8");
              assertThat(violation.position()).isBetween(6L, 9L);
            });
    assertThat(violations(("{\"a\":\"" + latin(hex)).getBytes(ISO_8859_1)))
        .singleElement()
        .extracting(Violation::code)
        .isEqualTo("body.not-utf8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C2 80",
        "DF BF",
        "E0 A0 80",
        "ED 9F BF",
        "EE 80 80",
        "EF BF BF",
        "EF BB BF",
        "F0 90 80 80",
        "F4 8F BF BF"
      })
  void theEdgesOfWellFormedUtf8AreTaken(String hex) {
    byte[] text = ("{\"a\":\"" + latin(hex) + "\"}").getBytes(ISO_8859_1);

    assertThat(Body.parse(text).bytes()).isEqualTo(text);
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(violations("\ufeff{}".getBytes(UTF_8)))
        .containsExactly(
            new Violation(
                "body.not-json",
                "body",
                0,
                "a character outside ASCII, perhaps a byte order mark",
                "a JSON object"));
    assertThat(violations("{}".getBytes(UTF_16)))
        .extracting(Violation::code)
        .containsExactly("body.not-utf8");
    assertThat(violations("{\u00a0}".getBytes(UTF_8)))
        .containsExactly(
            new Violation(
                "body.not-json",
                "body",
                1,
                "a character outside ASCII",
                "a key in double quotes or }"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "\udc00\ud800", "x\ud800x"})
  void halfASurrogatePairInAJavaStringIsRefused(String half) {
    InvalidEventException e =
        catchThrowableOfType(
            InvalidEventException.class, () -> Body.parse("{\"ä\":\"" + half + "\"}"));

    assertThat(e.violations())
        .containsExactly(
            new Violation(
                "body.not-utf8", "body", half.startsWith("x") ? 8 : 7, "malformed UTF-8", "UTF-8"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"a\":2}|7",
        "{\"a\":1,\"\\u0061\":2}|7",
        "{\"\":1, \"\":2}|7",
        "{\"a\":{\"b\":1,\"c\":2,\"b\":3}}|18",
        "{\"a\":[{},{\"b\":1,\"b\":3}]}|16",
        "{\"ä\\\"\":{\"a\":1},\"ä\\u0022\":2}|16",
        "{\"a long key\":1,\"another key\":2,\"a long key\":3}|32",
      })
  void aRepeatedKeySaysWhere(String text, long position) {
    assertThat(violations(text.getBytes(UTF_8)))
        .containsExactly(
            new Violation(
                "body.duplicate-key",
                "body",
                position,
                "a repeated key",
                "each key once in its object"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"a\":1},\"b\":{\"a\":1}}",
        "{\"a\":[{\"a\":1},{\"a\":1}]}",
        "{\"a\":1,\"A\":2,\"aa\":3,\"\":4,\"a \":5}",
        "{\"a\\\\\":1,\"a\":2,\"a\\\"\":3}",
        "{\"a\":\"a\",\"b\":\"a\"}",
      })
  void keysOfOtherObjectsAndOtherKeysAreNotRepeated(String text) {
    assertThat(Body.parse(text).toJson()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"\\ud800\":1,\"\\udfff\":1}|1",
        "{\"a\":1,\"\\uDFFF\":1}|7",
        "{\"a\":{\"x\\ud800\\ud800\\udc00y\":1}}|6",
      })
  void halfASurrogatePairInAKeyIsRefused(String text, long position) {
    assertThat(violations(text.getBytes(UTF_8)))
        .containsExactly(
            new Violation(
                "body.unpaired-surrogate",
                "body",
                position,
                "half a surrogate pair in a key",
                "whole characters in keys"));
    assertThat(Body.parse("{\"a\":\"\\ud800\",\"\\ud83d\\ude00\":1}").size()).isEqualTo(23);
  }

  @Test
  void repeatedKeysAreFoundAmongManyAndEightAreListed() {
    StringBuilder text = new StringBuilder("{\"n\":0");
    for (int i = 0; i < 5000; i++) {
      text.append(",\"key").append(i).append("\":{\"a\":1,\"b\":2}");
    }
    assertThat(Body.parse(text + "}").asMap()).hasSize(5001);
    for (int i = 0; i < 10; i++) {
      text.append(",\"key").append(i * 500).append("\":1");
    }

    assertThat(violations((text + "}").getBytes(UTF_8)))
        .hasSize(9)
        .last()
        .isEqualTo(
            Violation.of(
                "body.duplicate-key",
                "body",
                "2 more repeated keys",
                "each key once in its object"));
  }

  @Test
  void repeatedKeysAndTheSizeAreToldTogether() {
    EventValidator rules = EventValidator.documented().withMaxBodyBytes(20);

    assertThat(violations("{\"a\":1,\"a\":2,\"long\":123456}".getBytes(UTF_8), rules))
        .extracting(Violation::code)
        .containsExactly("body.duplicate-key", "body.too-large");
  }

  @Test
  void nestingIsLimitedWhateverTheSize() {
    String deep = "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}";

    assertThat(Body.parse(deep).toJson()).isEqualTo(deep);
    assertThat(Body.parse(deep).asMap()).hasSize(1);
    assertThat(violations(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8)))
        .containsExactly(
            new Violation("body.too-deep", "body", 1004, "more than 1000 levels", "1000 levels"));
    assertThat(violations("{\"a\":".repeat(100_000).getBytes(UTF_8)))
        .containsExactly(
            new Violation("body.too-deep", "body", 5000, "more than 1000 levels", "1000 levels"));
    assertThat(
            violations(
                "{\"a\":[[{}]]}".getBytes(UTF_8), EventValidator.documented().withMaxNesting(3)))
        .containsExactly(
            new Violation("body.too-deep", "body", 7, "more than 3 levels", "3 levels"));
  }

  @Test
  void noRefusalShowsContent() {
    for (String text :
        List.of(
            "{\"password\":secret}",
            "{\"password\":\"secret",
            "{\"password\":\"secret\\q\"}",
            "{\"password\":1,\"password\":\"secret\"}",
            "\"password secret\"",
            "{\"a\":\"password secret\u00ff\"}")) {
      InvalidEventException e =
          catchThrowableOfType(
              InvalidEventException.class, () -> Body.parse(text.getBytes(ISO_8859_1)));

      assertThat(e).hasNoCause();
      assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("password");
    }
  }

  private static List<Violation> violations(byte[] json) {
    return violations(json, EventValidator.documented().withMaxBodyBytes(Body.MAX_SIZE));
  }

  /** Asks for bytes and stream, which answer the same. */
  private static List<Violation> violations(byte[] json, EventValidator rules) {
    InvalidEventException ofBytes =
        catchThrowableOfType(InvalidEventException.class, () -> Body.parse(json, rules));
    InvalidEventException ofStream =
        catchThrowableOfType(
            InvalidEventException.class, () -> parse(new ByteArrayInputStream(json), rules));
    assertThat(ofStream.violations()).isEqualTo(ofBytes.violations());
    return ofBytes.violations();
  }

  private static Body parse(ByteArrayInputStream json, EventValidator rules) throws IOException {
    return Body.parse(json, rules);
  }

  private static String latin(String hex) {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
    return new String(bytes, ISO_8859_1);
  }
}
