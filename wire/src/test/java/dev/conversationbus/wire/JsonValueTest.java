package dev.conversationbus.wire;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

  private static JsonValue parse(String json) throws MalformedJsonException {
    return JsonValue.parse(json.getBytes(UTF_8));
  }

  private static JsonValue field(JsonValue json, String name) throws MalformedJsonException {
    return Objects.requireNonNull(json.get(name), name);
  }

  private static String text(JsonValue value) {
    return new String(value.bytes(), UTF_8);
  }

  @Test
  void fieldsKeepTheBytesThatCame() throws Exception {
    JsonValue json =
        parse(
            " { \"a\" : {\"z\":1.10, \"é\":[1E400,-0.0]} , \"n\": 12 ,\"s\":\"x\\u0041\",\"l\":[ ] }");
    assertThat(json.fields().keySet()).containsExactly("a", "n", "s", "l");
    assertThat(text(field(json, "a"))).isEqualTo("{\"z\":1.10, \"é\":[1E400,-0.0]}");
    assertThat(text(field(json, "n"))).isEqualTo("12");
    assertThat(text(field(json, "s"))).isEqualTo("\"x\\u0041\"");
    assertThat(text(field(json, "l"))).isEqualTo("[ ]");
  }

  @Test
  void nestedValuesKnowTheirPlaceInTheWholeText() throws Exception {
    JsonValue items =
        field(field(parse("{\"x\":{\"list\":[{\"v\":\"é\"},{\"v\":\"b\"},3]}}"), "x"), "list");
    assertThat(items.items()).hasSize(3);
    assertThat(items.items().get(1).textOf("v")).isEqualTo("b");
    assertThat(items.items().get(2).number()).isEqualTo(3);
  }

  @Test
  void aNumberMayHaveMoreDigitsThanAnyNumberTypeHolds() throws Exception {
    String digits = "1".repeat(3000);
    assertThat(text(field(parse("{\"n\":" + digits + "}"), "n"))).isEqualTo(digits);
  }

  @Test
  void aWholeNumberMayBeWrittenAsAString() throws Exception {
    assertThat(parse("\"17\"").number()).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1",
        "{\"a\":1}x",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "/**/{}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "\ufeff{}"
      })
  void whatIsNotOneJsonValueIsRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void aHundredThousandLevelsAreRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatThrownBy(() -> parse(deep)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void overlongAndForeignEncodingsAreRefused() {
    assertThatThrownBy(() -> JsonValue.parse(new byte[] {'"', (byte) 0xc1, (byte) 0xa1, '"'}))
        .hasMessage("not UTF-8");
    assertThatThrownBy(() -> JsonValue.parse("{}".getBytes(UTF_16LE)))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void messagesNeverQuoteTheText() {
    assertThatThrownBy(() -> parse("{\"secret\":sesame}"))
        .hasMessageNotContaining("sesame")
        .hasMessageNotContaining("secret");
  }
}
