package dev.conversationbus.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.testing.EqualsTester;
import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.InvalidEventException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {

  @Test
  void theExampleInTheDocumentationIsTrue() {
    Body body = Body.parse("{ \"price\": 1.10 }");

    assertThat(body.toJson()).isEqualTo("{\"price\":1.10}");
    assertThat(body.size()).isEqualTo(14);
    assertThat(body.asMap().get("price")).isEqualTo(new BigDecimal("1.10"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":1,\"a\":2}|{\"b\":1,\"a\":2}",
        "` \\t\\n\\r{ \"a\" : [ 1 , { } , [ ] ] } `|{\"a\":[1,{},[]]}",
        "{\"a\":-0}|{\"a\":-0}",
        "{\"a\":1E400}|{\"a\":1E400}",
        "{\"a\":1e+07}|{\"a\":1e+07}",
        "{\"a\":100000000000000000000000}|{\"a\":100000000000000000000000}",
        "{\"a\":-1.50e-3}|{\"a\":-1.50e-3}",
        "{\"a\":[true,false,null]}|{\"a\":[true,false,null]}",
        "{\"\":\"\"}|{\"\":\"\"}",
      })
  void keysAndDigitsStayAsTheyWereWritten(String written, String compact) {
    String text = written.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r");

    assertThat(Body.parse(text).toJson()).isEqualTo(compact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\/|/",
        "\\u0041\\u00e4\\u20AC|Aä€",
        "\\ud83d\\uDE00|😀",
        "\\u0022\\u005c|\\\"\\\\",
        "\\u0008\\u000c\\u000a\\u000d\\u0009|\\b\\f\\n\\r\\t",
        "\\b\\f\\n\\r\\t\\\"\\\\|\\b\\f\\n\\r\\t\\\"\\\\",
        "\\u0000\\u001F\\u000B|\\u0000\\u001f\\u000b",
        "\\u007f|\u007f",
        "\\u2028|\u2028",
        "\\uD800|\\ud800",
        "\\uDFFF|\\udfff",
        "\\ud800\\ud800\\udc00|\\ud800\ud800\udc00",
        "\\ud800x|\\ud800x",
        "\\ud800\\n|\\ud800\\n",
        "\\ud800\\u0041|\\ud800A",
        "\\udc00\\ud800|\\udc00\\ud800",
      })
  void stringsAreSpelledAsJavaScriptDoes(String written, String compact) {
    assertThat(Body.parse("{\"a\":\"" + written + "\"}").toJson())
        .isEqualTo("{\"a\":\"" + compact + "\"}");
    if (!compact.contains("\\ud")) {
      assertThat(Body.parse("{\"" + written + "\":1}").toJson())
          .isEqualTo("{\"" + compact + "\":1}");
    }
  }

  @Test
  void aMapHasTheFieldsInOrderWithExactNumbers() {
    Map<String, Object> map =
        Body.parse(
                "{\"z\":1,\"a\":2147483648,\"big\":123456789012345678901234567890,"
                    + "\"price\":1.10,\"large\":1E400,\"on\":true,\"off\":false,\"none\":null,"
                    + "\"list\":[1,\"two\",[],{}],\"nested\":{\"b\":1,\"a\":2}}")
            .asMap();

    assertThat(map.keySet())
        .containsExactly("z", "a", "big", "price", "large", "on", "off", "none", "list", "nested");
    assertThat(map)
        .containsEntry("z", 1)
        .containsEntry("a", 2147483648L)
        .containsEntry("big", new BigInteger("123456789012345678901234567890"))
        .containsEntry("price", new BigDecimal("1.10"))
        .containsEntry("large", new BigDecimal("1E400"))
        .containsEntry("on", true)
        .containsEntry("off", false)
        .containsEntry("none", null)
        .containsEntry("list", List.of(1, "two", List.of(), Map.of()));
    assertThat(map.get("nested"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsExactly(Map.entry("b", 1), Map.entry("a", 2));
  }

  @Test
  @SuppressWarnings("unchecked")
  void aMapIsUnmodifiableAtEveryLevel() {
    Map<String, Object> map = Body.parse("{\"a\":{\"b\":[1]}}").asMap();
    Map<String, Object> inner = requireNonNull((Map<String, Object>) map.get("a"));
    List<Object> innermost = requireNonNull((List<Object>) inner.get("b"));

    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> inner.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> innermost.add(1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aNumberThatJavaCannotHoldIsAMismatchOfTheMapOnly() {
    Body huge = Body.parse("{\"a\":[0,{\"b\":1e99999999999}]}");
    Body digits = Body.parse("{\"a\":" + "1".repeat(10_001) + "}");

    assertThatExceptionOfType(BodyMismatchException.class)
        .isThrownBy(huge::asMap)
        .satisfies(e -> assertThat(e.path()).isEqualTo("a[1].b"))
        .withMessage(
            "body does not fit java.util.Map at a[1].b: found a number of more than 10000 digits"
                + " or too large an exponent; change the Java type, or listen untyped")
        .withNoCause();
    assertThatExceptionOfType(BodyMismatchException.class).isThrownBy(digits::asMap);
    assertThat(huge.toJson()).contains("1e99999999999");
    assertThat(Body.parse("{\"a\":" + "1".repeat(10_000) + "}").asMap()).containsKey("a");
  }

  @Test
  void aMapBecomesABodyInItsOrder() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("z", new BigDecimal("1.10"));
    fields.put("a", Arrays.asList(1, null, "ä\"\u0001/"));
    fields.put("none", null);

    assertThat(Body.of(fields).toJson())
        .isEqualTo("{\"z\":1.10,\"a\":[1,null,\"ä\\\"\\u0001/\"],\"none\":null}");
  }

  @Test
  void bytesComeOutAsCopies() throws IOException {
    byte[] given = "{\"a\":1}".getBytes(UTF_8);
    Body body = Body.parse(given);
    given[2] = 'x';
    body.bytes()[2] = 'x';
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);

    assertThat(body.toJson()).isEqualTo("{\"a\":1}");
    assertThat(body.bytes()).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    assertThat(out.toByteArray()).isEqualTo(body.bytes());
    assertThat(body.newInputStream().readAllBytes()).isEqualTo(body.bytes());
  }

  @Test
  void bodiesAreEqualIfTheirCompactTextIs() {
    new EqualsTester()
        .addEqualityGroup(
            Body.parse("{\"a\":\"/\"}"),
            Body.parse(" { \"\\u0061\" : \"\\/\" } "),
            Body.of(Map.of("a", "/")))
        .addEqualityGroup(Body.empty(), Body.parse("{ }"), Body.of(Map.of()))
        .addEqualityGroup(Body.parse("{\"a\":1.0}"))
        .addEqualityGroup(Body.parse("{\"a\":1}"))
        .addEqualityGroup(Body.parse("{\"a\":1,\"b\":2}"))
        .addEqualityGroup(Body.parse("{\"b\":2,\"a\":1}"))
        .testEquals();
  }

  @Test
  void theTextFormShowsTheSizeOnly() {
    assertThat(Body.parse("{\"password\":\"secret\"}")).hasToString("Body[21 bytes]");
  }

  @Test
  void theLargestBodyIsOneMebibyte() {
    String text = "{\"a\":\"" + "x".repeat(Body.MAX_SIZE - 8) + "\"}";

    assertThat(Body.parse(text).size()).isEqualTo(1 << 20);
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> Body.parse(text.replace("\"a\"", "\"ab\"")))
        .withMessageContaining("found 1048577 bytes, 1 too many");
  }
}
