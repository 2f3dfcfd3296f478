package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any bodies: JSON objects of every kind of value, with the texts and numbers that get lost. */
final class Bodies {

  private static final int DEPTH = 4;
  private static final int LARGEST = 4096;

  private Bodies() {}

  static Arbitrary<Body> any() {
    return object(DEPTH).map(Body::parse).filter(body -> body.size() <= LARGEST);
  }

  private static Arbitrary<String> text() {
    Arbitrary<String> plain = Arbitraries.strings().ofMaxLength(12);
    Arbitrary<String> odd =
        Arbitraries.of(
            "",
            "\"",
            "\\",
            "/",
            "\u0000",
            "\u001f",
            "\u007f",
            "\u2028",
            "\uFEFF",
            "e\u0301",
            "é",
            "👩‍👩‍👧",
            "id",
            "__proto__",
            "custom:type",
            "</script>",
            "1.10",
            "null");
    return Arbitraries.oneOf(plain, odd).map(Bodies::withoutLoneSurrogates).map(Bodies::quoted);
  }

  private static Arbitrary<String> number() {
    Arbitrary<String> odd =
        Arbitraries.of(
            "0",
            "-0",
            "-0.0",
            "1.10",
            "1E400",
            "1e-400",
            "1.0E+2",
            "9007199254740993",
            "18446744073709551616",
            "0.1000000000000000055511151231257827");
    return Arbitraries.oneOf(
        odd,
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.bigDecimals().ofScale(6).map(value -> value.toString()));
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.oneOf(text(), number(), Arbitraries.of("true", "false", "null"));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> list =
        Arbitraries.lazy(() -> value(depth - 1))
            .list()
            .ofMaxSize(3)
            .map(values -> "[" + String.join(",", values) + "]");
    return Arbitraries.frequencyOf(
        Tuple.of(5, leaf), Tuple.of(1, list), Tuple.of(1, object(depth - 1)));
  }

  private static Arbitrary<String> object(int depth) {
    Arbitrary<List<String>> keys = text().list().uniqueElements().ofMaxSize(4);
    return keys.flatMap(
        names ->
            Combinators.combine(names.stream().map(name -> value(depth)).toList())
                .as(values -> members(names, values)));
  }

  private static String members(List<String> names, List<String> values) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < names.size(); i++) {
      json.append(i == 0 ? "" : ",").append(names.get(i)).append(':').append(values.get(i));
    }
    return json.append('}').toString();
  }

  private static String withoutLoneSurrogates(String text) {
    return text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append('"').toString();
  }
}
