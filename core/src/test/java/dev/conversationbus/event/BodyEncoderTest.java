package dev.conversationbus.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public, as the records in it: Jackson sees only what the module shows. */
public class BodyEncoderTest {

  private static final EventValidator RULES = EventValidator.documented();

  /** A small body. */
  public record Vote(String dish, int stars) {}

  /** A body that holds JSON text of its own. */
  public record Raw(int before, @JsonRawValue String raw, int after) {}

  /** A body whose fields come from two sides. */
  public record Twice(String name, @JsonAnyGetter Map<String, Object> more) {}

  /** A body with the name of another's field. */
  public record Outer(String dish, @JsonUnwrapped Vote vote) {}

  /** A name that needs escapes. */
  public record OddName(@JsonProperty("\u001f\"ä😀") int value) {}

  /** A body that writes as something else. */
  public record Wrapper(@JsonValue @Nullable Object value) {}

  /** A body of every kind of number. */
  public record Numbers(
      byte tiny,
      short small,
      int usual,
      long large,
      float rough,
      double wide,
      BigInteger whole,
      BigDecimal exact,
      @Nullable Integer none) {}

  /** A body whose getter fails. */
  public static final class Failing {
    private final boolean failing = true;

    public String getPassword() {
      if (failing) {
        throw new IllegalStateException("secret");
      }
      return "";
    }
  }

  /** A body that refers to others. */
  public static final class Node {
    private Object next = "end";

    public Object getNext() {
      return next;
    }
  }

  @Test
  void aRecordBecomesItsFieldsInOrder() {
    assertThat(encode(new Vote("pizza", 5)).toJson()).isEqualTo("{\"dish\":\"pizza\",\"stars\":5}");
  }

  @Test
  void numbersKeepTheirDigits() {
    assertThat(
            encode(
                    new Numbers(
                        Byte.MIN_VALUE,
                        Short.MIN_VALUE,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        1.5f,
                        -0.1,
                        new BigInteger("100000000000000000000000"),
                        new BigDecimal("1.10"),
                        null))
                .toJson())
        .isEqualTo(
            "{\"tiny\":-128,\"small\":-32768,\"usual\":-2147483648,\"large\":-9223372036854775808,"
                + "\"rough\":1.5,\"wide\":-0.1,\"whole\":100000000000000000000000,\"exact\":1.10,"
                + "\"none\":null}");
  }

  @Test
  void stringsAreSpelledAsJavaScriptDoes() {
    String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f ä€😀\u2028\ud800x\udc00";

    assertThat(encode(Map.of("a", text)).toJson())
        .isEqualTo(
            "{\"a\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f ä€😀\u2028\\ud800x\\udc00\"}");
    assertThat(encode(new OddName(1)).toJson()).isEqualTo("{\"\\u001f\\\"ä😀\":1}");
    assertThat(encode(Map.of("\u001f\"ä😀", 1)).toJson()).isEqualTo("{\"\\u001f\\\"ä😀\":1}");
  }

  @Test
  void whatIsLongerThanAnyBufferComesOutWhole() {
    EventValidator rules = RULES.withMaxBodyBytes(Body.MAX_SIZE);
    String text = "ab\"ä€😀\u0001".repeat(20_000) + "x";
    BigDecimal digits = new BigDecimal("1." + "7".repeat(9000));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", text);
    fields.put("digits", digits);
    fields.put("x".repeat(9000), "y".repeat(8001).toCharArray());
    fields.put("bytes", new byte[10_000]);

    Map<String, Object> read =
        BodyEncoder.encode("large", fields, BodyCodec.jackson(), rules).asMap();

    assertThat(read)
        .containsEntry("text", text)
        .containsEntry("digits", digits)
        .containsEntry("x".repeat(9000), "y".repeat(8001))
        .containsEntry("bytes", Base64.getEncoder().encodeToString(new byte[10_000]));
  }

  @Test
  void fewBytesAreBase64Too() {
    assertThat(encode(Map.of("b", new byte[] {1, 2, 3, 4})).toJson())
        .isEqualTo("{\"b\":\"AQIDBA==\"}");
  }

  @Test
  void aBodyStaysTheSameObject() {
    Body body = Body.parse("{\"a\":1}");

    assertThat(encode(body)).isSameAs(body);
    assertThat(violationsOf(Body.parse("{\"a\":[" + "1,".repeat(3000) + "1]}")))
        .extracting(Violation::code)
        .containsExactly("body.too-large");
  }

  @ParameterizedTest
  @ValueSource(ints = {4095, 4096})
  void theLimitIsInclusive(int bytes) {
    assertThat(encode(new Vote("x".repeat(bytes - 21), 5)).size()).isEqualTo(bytes);
  }

  @Test
  void aLargeValueIsRefusedWithItsSizeAndItsHeaviestFields() {
    assertThat(violationsOf(new Vote("x".repeat(4097 - 21), 5)))
        .containsExactly(
            Violation.of(
                "body.too-large",
                "body",
                "4097 bytes, 1 too many, heaviest fields \"dish\" 4085 bytes, \"stars\" 9 bytes",
                "4096 bytes"));
    assertThat(violationsOf(new Vote("x".repeat(69_632 - 21), 5)).get(0).found())
        .startsWith("69632 bytes, 65536 too many");
    assertThat(violationsOf(new Vote("x".repeat(69_633 - 21), 5)).get(0).found())
        .startsWith("more than 69632 bytes, counting stopped, heaviest fields \"dish\"");
  }

  @Test
  void anEndlessValueIsRefused() {
    Iterable<Integer> endless = () -> IntStream.iterate(0, i -> i + 1).iterator();

    assertThat(violationsOf(Map.of("all", endless)))
        .singleElement()
        .extracting(Violation::found)
        .asString()
        .startsWith("more than 69632 bytes");
  }

  @Test
  void anotherValueThanAnObjectIsRefused() {
    assertThat(violationsOf("text")).containsExactly(notAnObject("a string"));
    assertThat(violationsOf(5)).containsExactly(notAnObject("a number"));
    assertThat(violationsOf(true)).containsExactly(notAnObject("a boolean"));
    assertThat(violationsOf(List.of(1))).containsExactly(notAnObject("an array"));
    assertThat(violationsOf(new Wrapper(null))).containsExactly(notAnObject("null"));
    assertThat(violationsOf(List.of("x".repeat(100_000)))).containsExactly(notAnObject("an array"));
    assertThat(encode(new Wrapper(Map.of("a", 1))).toJson()).isEqualTo("{\"a\":1}");
  }

  @Test
  void nestingIsLimited() {
    Object value = "x";
    for (int i = 0; i < 999; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
    }

    assertThat(encode(Map.of("a", value)).asMap()).containsKey("a");
    assertThat(violationsOf(Map.of("a", List.of(value))))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.code()).isEqualTo("body.too-deep");
              assertThat(violation.found()).isEqualTo("more than 1000 levels");
            });
    assertThat(
            violationsOf(
                Map.of("a", List.of(List.of())), BodyCodec.jackson(), RULES.withMaxNesting(2)))
        .containsExactly(
            new Violation("body.too-deep", "body", 6, "more than 2 levels", "2 levels"));
    assertThat(encode(Map.of("a", List.of()), RULES.withMaxNesting(2)).size()).isEqualTo(8);
  }

  @Test
  void aKeyThatIsWrittenTwiceIsRefused() {
    for (Object value :
        List.of(new Twice("x", Map.of("name", 1)), new Outer("x", new Vote("y", 1)))) {
      assertThat(violationsOf(value))
          .extracting(Violation::code)
          .containsExactly("body.duplicate-key");
    }
    Map<Object, Object> mixed = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      mixed.put(i, i);
    }
    assertThat(encode(mixed).asMap()).hasSize(40);
    mixed.put("39", 39);
    assertThat(violationsOf(mixed))
        .extracting(Violation::code)
        .containsExactly("body.duplicate-key");
    assertThat(violationsOf(Map.of("inner", List.of(Map.of(), mixed))))
        .extracting(Violation::code)
        .containsExactly("body.duplicate-key");
  }

  @Test
  void halfASurrogatePairInAKeyIsRefused() {
    assertThat(violationsOf(Map.of("a\ud800", 1)))
        .extracting(Violation::code)
        .containsExactly("body.unpaired-surrogate");
  }

  @Test
  void keysOfOtherObjectsAreNotRepeated() {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      many.put("k" + i, Map.of("k" + i, i, "k" + (i + 1), 0));
    }

    assertThat(encode(Map.of("a", many, "b", List.of(many, many))).asMap()).hasSize(2);
  }

  @Test
  void textOfTheValuesOwnIsCheckedAndMadeCompact() {
    assertThat(encode(new Raw(1, " { \"a\" : [ 1.10 ] } ", 2)).toJson())
        .isEqualTo("{\"before\":1,\"raw\":{\"a\":[1.10]},\"after\":2}");
    assertThat(violationsOf(new Raw(1, "{", 2)))
        .extracting(Violation::code)
        .containsExactly("body.not-json");
    assertThat(violationsOf(new Raw(1, "{\"a\":1,\"a\":2}", 2)))
        .extracting(Violation::code)
        .containsExactly("body.duplicate-key");
    assertThat(encode(new Raw(1, " ".repeat(100_000) + "1", 2)).toJson())
        .isEqualTo("{\"before\":1,\"raw\":1,\"after\":2}");
    assertThat(violationsOf(new Raw(1, "\"" + "x".repeat(5000) + "\"", 2)).get(0).found())
        .startsWith("5031 bytes, 935 too many, heaviest fields \"raw\" 5008 bytes");
  }

  @Test
  void whatJsonHasNoFormForIsUnwritable() {
    for (Object number : List.of(Double.NaN, Float.NaN)) {
      assertThat(mismatchOf(Map.of("a", List.of(1, Map.of("b", number)))))
          .hasMessage(
              "java.util.ImmutableCollections$Map1 cannot be written as a body of type vote at"
                  + " a[1].b: NaN has no form in JSON; nothing was sent; change the value, or its"
                  + " Java type");
    }
    assertThat(mismatchOf(Map.of("a", Double.NEGATIVE_INFINITY)))
        .hasMessageContaining("an infinity has no form in JSON");
    assertThat(mismatchOf(Map.of("a", Float.POSITIVE_INFINITY)).path()).isEqualTo("a");
  }

  @Test
  void whatHoldsItselfIsUnwritable() {
    Map<String, Object> map = new HashMap<>();
    map.put("a", new ArrayList<>(List.of(map)));
    Node node = new Node();
    Node other = new Node();
    node.next = Arrays.asList(null, other);
    other.next = node;

    for (Object value : List.of(map, node)) {
      assertThat(mismatchOf(value)).hasMessageContaining("it holds itself").hasNoCause();
    }
  }

  @Test
  void aGetterThatThrowsIsNamedWithoutWhatItSays() {
    BodyMismatchException e = mismatchOf(Map.of("login", new Failing()));

    assertThat(e)
        .hasMessageContaining(
            "as a body of type vote at login.password: java.lang.IllegalStateException was thrown")
        .hasNoCause();
    assertThat(e.getMessage()).doesNotContain("secret");
    assertThat(e.code()).isEqualTo("body.unwritable");
    assertThat(e.path()).isEqualTo("login.password");
    assertThat(e.eventType()).isEqualTo("vote");
    assertThat(e.javaType()).isEqualTo("java.util.ImmutableCollections$Map1");
  }

  @Test
  void aClassWithoutFieldsIsUnwritable() {
    assertThat(mismatchOf(new Object()))
        .hasMessageContaining("no way is known to write it as JSON");
  }

  @Test
  void anotherCodecsTextIsCheckedAndMadeCompact() {
    assertThat(encode("{ \"a\" : \"\\u0041\" }", written()).toJson()).isEqualTo("{\"a\":\"A\"}");
    assertThat(violationsOf("[1]", written(), RULES)).containsExactly(notAnObject("an array"));
    assertThat(violationsOf("{\"a\":1,}", written(), RULES))
        .extracting(Violation::code)
        .containsExactly("body.not-json");
    assertThat(violationsOf("", written(), RULES))
        .extracting(Violation::code)
        .containsExactly("body.not-json");
  }

  @Test
  void anotherCodecThatDoesNotEndIsStopped() {
    BodyCodec endless =
        BodyCodec.of(
            (value, out) -> {
              out.write("{\"k\":\"".getBytes(UTF_8));
              while (true) {
                out.write('x');
              }
            },
            (json, type) -> json);
    BodyCodec stubborn =
        BodyCodec.of(
            (value, out) -> {
              try {
                out.write("[1,".getBytes(UTF_8));
                out.write("}".getBytes(UTF_8));
              } catch (IOException e) {
                out.write("2]".getBytes(UTF_8));
              }
            },
            (json, type) -> json);

    assertThat(violationsOf("x", endless, RULES).get(0).found())
        .startsWith("more than 69632 bytes, counting stopped");
    assertThat(violationsOf("x", stubborn, RULES))
        .extracting(Violation::code)
        .containsExactly("body.not-json");
  }

  @Test
  void whatAnotherCodecThrowsIsNamedWithoutWhatItSays() {
    for (Throwable thrown :
        List.of(new IllegalStateException("secret"), new StackOverflowError("secret"))) {
      BodyCodec failing =
          BodyCodec.of(
              (value, out) -> {
                if (thrown instanceof RuntimeException e) {
                  throw e;
                }
                throw (Error) thrown;
              },
              (json, type) -> json);
      BodyMismatchException e =
          catchThrowableOfType(
              BodyMismatchException.class, () -> BodyEncoder.encode("vote", "x", failing, RULES));

      assertThat(e)
          .hasMessage(
              "java.lang.String cannot be written as a body of type vote: "
                  + thrown.getClass().getName()
                  + " was thrown; nothing was sent; change the value, or its Java type")
          .hasNoCause();
    }
  }

  @Test
  void violationsOfNameAndBodyComeTogether() {
    InvalidEventException e =
        catchThrowableOfType(
            InvalidEventException.class,
            () -> BodyEncoder.encode("a b", List.of(), BodyCodec.jackson(), RULES));

    assertThat(e.violations())
        .extracting(Violation::code)
        .containsExactly("type.illegal-character", "body.not-an-object");
    for (Object value : List.of(Map.of(), new Object())) {
      assertThat(
              catchThrowableOfType(
                      InvalidEventException.class,
                      () -> BodyEncoder.encode("a b", value, BodyCodec.jackson(), RULES))
                  .violations())
          .extracting(Violation::code)
          .containsExactly("type.illegal-character");
    }
  }

  @Test
  void aTypeOfOtherRulesIsCheckedAgain() {
    EventType<Vote> type = EventType.of("poll:vote", Vote.class, EventValidator.wide());
    Vote vote = new Vote("pizza", 5);

    assertThat(BodyEncoder.encode(type, vote, BodyCodec.jackson(), EventValidator.wide()).size())
        .isEqualTo(26);
    assertThat(
            catchThrowableOfType(
                    InvalidEventException.class,
                    () -> BodyEncoder.encode(type, vote, BodyCodec.jackson(), RULES))
                .violations())
        .extracting(Violation::code)
        .containsExactly("type.illegal-character");
  }

  @Test
  void aLimitInBytesAloneDoesToo() {
    assertThat(BodyEncoder.encode(Map.of("a", 1), BodyCodec.jackson(), 7).size()).isEqualTo(7);
    assertThat(
            catchThrowableOfType(
                InvalidEventException.class,
                () -> BodyEncoder.encode(Map.of("a", 1), BodyCodec.jackson(), 6)))
        .hasMessageContaining("found 7 bytes, 1 too many");
  }

  /** A codec that writes text as it is. */
  private static BodyCodec written() {
    return BodyCodec.of(
        (value, out) -> out.write(((String) value).getBytes(UTF_8)), (json, type) -> json);
  }

  private static Violation notAnObject(String found) {
    return Violation.of("body.not-an-object", "body", found, "a JSON object");
  }

  private static Body encode(Object value) {
    return encode(value, RULES);
  }

  private static Body encode(Object value, EventValidator rules) {
    return BodyEncoder.encode("vote", value, BodyCodec.jackson(), rules);
  }

  private static Body encode(Object value, BodyCodec codec) {
    return BodyEncoder.encode("vote", value, codec, RULES);
  }

  private static List<Violation> violationsOf(Object value) {
    return violationsOf(value, BodyCodec.jackson(), RULES);
  }

  private static List<Violation> violationsOf(Object value, BodyCodec codec, EventValidator rules) {
    return catchThrowableOfType(
            InvalidEventException.class, () -> BodyEncoder.encode("vote", value, codec, rules))
        .violations();
  }

  private static BodyMismatchException mismatchOf(Object value) {
    return catchThrowableOfType(BodyMismatchException.class, () -> encode(value));
  }
}
