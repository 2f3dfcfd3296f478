package dev.conversationbus.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.json.JsonSamples;
import dev.conversationbus.json.NaiveJson;
import dev.conversationbus.json.NaiveJson.Arr;
import dev.conversationbus.json.NaiveJson.Obj;
import dev.conversationbus.json.NaiveJson.Str;
import dev.conversationbus.json.NaiveJson.Value;
import dev.conversationbus.json.NaiveJson.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Bodies there and back, against plain Java values made of the naive reader's tree. */
class BodyPropertiesTest {

  private static final EventType<Map<String, Object>> MAP = EventType.map("any");
  private static final EventValidator RULES =
      EventValidator.documented().withMaxBodyBytes(Body.MAX_SIZE);

  @Property(tries = 1000)
  void aParsedObjectIsReadWithItsOrderAndDigits(@ForAll long seed) {
    JsonSamples samples = new JsonSamples(seed);
    Obj object = samples.object();
    Map<String, @Nullable Object> expected = map(object);

    Body body = Body.parse(samples.loosely(object));

    assertThat(described(body.asMap())).isEqualTo(described(expected));
    assertThat(described(BodyDecoder.of(MAP, BodyCodec.jackson()).decode(body)))
        .isEqualTo(described(expected));
  }

  @Property(tries = 1000)
  void aMapIsWrittenAsTheNaiveWriterDoes(@ForAll long seed) {
    Obj object = new JsonSamples(seed).object();
    Obj asJavaWritesNumbers = (Obj) withJavaNumbers(object);

    Body body = BodyEncoder.encode(MAP, map(object), BodyCodec.jackson(), RULES);

    assertThat(body.toJson()).isEqualTo(NaiveJson.write(asJavaWritesNumbers));
    assertThat(Body.parse(body.bytes())).isEqualTo(body);
  }

  @Property(tries = 1000)
  void theBuiltInCodecAndAnyOtherWriteTheSame(@ForAll long seed) {
    Map<String, @Nullable Object> map = map(new JsonSamples(seed).object());
    BodyCodec other =
        BodyCodec.of((value, out) -> BodyCodec.jackson().write(value, out), (json, type) -> json);

    assertThat(BodyEncoder.encode(MAP, map, other, RULES))
        .isEqualTo(BodyEncoder.encode(MAP, map, BodyCodec.jackson(), RULES));
  }

  @Property(tries = 1000)
  void readingAndWritingAgainChangesNothing(@ForAll long seed) {
    Obj object = new JsonSamples(seed).object();
    Body body = Body.of(map(object));

    assertThat(Body.of(body.asMap())).isEqualTo(body);
  }

  @Property(tries = 5000)
  void noBytesMakeParsingFailInAnyOtherWay(@ForAll long seed) {
    JsonSamples samples = new JsonSamples(seed);
    byte[] bytes = samples.index(2) == 0 ? samples.bytes() : samples.damaged(samples.bytes());
    try {
      assertThat(Body.parse(bytes, EventValidator.documented()).size()).isLessThanOrEqualTo(4096);
    } catch (InvalidEventException e) {
      assertThat(e.violations()).isNotEmpty();
    }
  }

  @Property(tries = 3000)
  void noTextMakesParsingFailInAnyOtherWay(@ForAll String text) {
    for (String json : List.of(text, "{\"" + text + "\":1}", "{\"a\":" + text + "}")) {
      try {
        Body body = Body.parse(json);
        assertThat(Body.parse(body.toJson())).isEqualTo(body);
      } catch (InvalidEventException e) {
        assertThat(e.violations()).isNotEmpty();
      }
    }
  }

  private static Map<String, @Nullable Object> map(Obj object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    object.fields().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
    return map;
  }

  private static @Nullable Object plain(Value value) {
    if (value instanceof Obj object) {
      return map(object);
    }
    if (value instanceof Arr array) {
      List<@Nullable Object> list = new ArrayList<>();
      array.elements().forEach(element -> list.add(plain(element)));
      return list;
    }
    return value instanceof Str string ? string.text() : word(((Word) value).text());
  }

  private static @Nullable Object word(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> word.matches("-?[0-9]+") ? whole(new BigInteger(word)) : new BigDecimal(word);
    };
  }

  private static Object whole(BigInteger number) {
    if (number.bitLength() < 32) {
      return number.intValueExact();
    }
    return number.bitLength() < 64 ? (Object) number.longValueExact() : number;
  }

  private static Value withJavaNumbers(Value value) {
    if (value instanceof Obj object) {
      return new Obj(
          object.fields().stream()
              .map(field -> Map.entry(field.getKey(), withJavaNumbers(field.getValue())))
              .toList());
    }
    if (value instanceof Arr array) {
      return new Arr(array.elements().stream().map(BodyPropertiesTest::withJavaNumbers).toList());
    }
    return value instanceof Word ? new Word(String.valueOf(plain(value))) : value;
  }

  /** Values with their classes, in order: maps that differ in order are equal to each other. */
  private static String described(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      StringBuilder text = new StringBuilder("{");
      map.forEach((key, field) -> text.append(key).append('=').append(described(field)));
      return text.append('}').toString();
    }
    if (value instanceof List<?> list) {
      StringBuilder text = new StringBuilder("[");
      list.forEach(element -> text.append(described(element)).append(','));
      return text.append(']').toString();
    }
    return value == null ? "null" : value.getClass().getSimpleName() + ":" + value;
  }

  @Property(tries = 1000)
  void theSizeIsThatOfTheText(@ForAll long seed) {
    JsonSamples samples = new JsonSamples(seed);
    Body body = Body.parse(samples.loosely(samples.object()));

    assertThat(body.size()).isEqualTo(body.toJson().getBytes(UTF_8).length);
    assertThat(body.bytes()).hasSize(body.size());
    assertThat(body).hasToString("Body[" + body.size() + " bytes]");
  }
}
