package dev.conversationbus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @Test
  void textOfAnyScriptStays() {
    assertThat(Printable.of("Dörte 佐藤 تأجل 🌿", 100)).isEqualTo("Dörte 佐藤 تأجل 🌿");
  }

  @ParameterizedTest
  @CsvSource({
    "0, \\u0000",
    "0A, \\u000a",
    "0D, \\u000d",
    "1B, \\u001b",
    "7F, \\u007f",
    "9B, \\u009b",
    "2028, \\u2028",
    "202E, \\u202e",
    "2066, \\u2066",
    "D800, \\ud800",
    "DFFF, \\udfff"
  })
  void whatWouldDisturbTheLineIsEscaped(String codePoint, String escaped) {
    String text = new String(Character.toChars(Integer.parseInt(codePoint, 16)));

    assertThat(Printable.of("a" + text + "b", 100)).isEqualTo("a" + escaped + "b");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(Printable.of("🌿🌿🌿", 2)).isEqualTo("🌿🌿…");
    assertThat(Printable.of("🌿🌿", 2)).isEqualTo("🌿🌿");
    assertThat(Printable.of("", 2)).isEmpty();
  }
}
