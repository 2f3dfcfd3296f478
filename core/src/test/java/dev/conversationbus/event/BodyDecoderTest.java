package dev.conversationbus.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.conversationbus.error.BodyMismatchException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Public, as the records in it: Jackson sees only what the module shows. */
public class BodyDecoderTest {

  /** A line of an order. */
  public record Line(String sku, int quantity, @Nullable BigDecimal price) {
    /** Refuses what no order can hold. */
    public Line {
      if (quantity < 0) {
        throw new IllegalArgumentException("secret " + quantity);
      }
    }
  }

  /** An order. */
  public record Order(String id, List<Line> lines, Map<String, Integer> counts) {}

  /** A body with an order in it. */
  public record Placed(Order order) {}

  /** A page of anything. */
  public record Page<T>(List<T> items, @Nullable String next) {}

  /** Dates and times. */
  public record Times(
      Instant at, LocalDate day, Duration took, OffsetDateTime sent, Optional<Instant> seen) {}

  /** What may be missing. */
  public record Defaults(
      int count,
      boolean on,
      double ratio,
      @Nullable String name,
      Optional<String> maybe,
      OptionalInt number) {}

  /** Nothing at all. */
  public record Ping() {}

  /** A body that is a class. */
  public static final class Ticket {
    private String title = "";
    private long number;

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    public long getNumber() {
      return number;
    }

    public void setNumber(long number) {
      this.number = number;
    }
  }

  /** A class that nobody can make. */
  public static final class Sealed {
    Sealed(int a, int b) {
      assert a != b;
    }
  }

  @Test
  void aRecordComesBackAsItWas() {
    Order order =
        new Order("o-1", List.of(new Line("a", 1, new BigDecimal("1.10"))), Map.of("x", 2));
    Times times =
        new Times(
            Instant.parse("2026-03-04T10:22:31.405Z"),
            LocalDate.parse("2026-03-04"),
            Duration.ofMillis(1500),
            OffsetDateTime.parse("2026-03-04T10:22:31+05:30"),
            Optional.of(Instant.EPOCH));

    assertThat(roundTrip(order, Order.class)).isEqualTo(order);
    assertThat(roundTrip(times, Times.class)).isEqualTo(times);
    assertThat(roundTrip(new Ping(), Ping.class)).isEqualTo(new Ping());
    assertThat(BodyEncoder.encode(times, BodyCodec.jackson(), 4096).toJson())
        .isEqualTo(
            "{\"at\":\"2026-03-04T10:22:31.405Z\",\"day\":\"2026-03-04\",\"took\":\"PT1.5S\","
                + "\"sent\":\"2026-03-04T10:22:31+05:30\",\"seen\":\"1970-01-01T00:00:00Z\"}");
  }

  @Test
  void aClassComesBackAsItWas() {
    Ticket ticket = new Ticket();
    ticket.setTitle("printer");
    ticket.setNumber(1L << 40);

    Ticket read = roundTrip(ticket, Ticket.class);

    assertThat(read.getTitle()).isEqualTo("printer");
    assertThat(read.getNumber()).isEqualTo(1L << 40);
  }

  @Test
  void aGenericTypeComesBackAsItWas() {
    EventType<Page<Line>> type = EventType.of("page", new TypeRef<Page<Line>>() {});
    Page<Line> page = new Page<>(List.of(new Line("a", 1, BigDecimal.ONE)), null);

    Body body = BodyEncoder.encode(page, BodyCodec.jackson(), 4096);

    assertThat(BodyDecoder.of(type, BodyCodec.jackson()).decode(body)).isEqualTo(page);
  }

  @Test
  void unknownFieldsAreTolerated() {
    assertThat(decode("{\"sku\":\"a\",\"new\":[{}],\"quantity\":1}", Line.class))
        .isEqualTo(new Line("a", 1, null));
  }

  @Test
  void whatIsMissingIsTheDefaultOfJava() {
    assertThat(decode("{}", Defaults.class))
        .isEqualTo(new Defaults(0, false, 0, null, Optional.empty(), OptionalInt.empty()));
    assertThat(decode("{\"count\":null,\"maybe\":null,\"number\":3}", Defaults.class))
        .isEqualTo(new Defaults(0, false, 0, null, Optional.empty(), OptionalInt.of(3)));
  }

  @Test
  void aMapKeepsOrderAndDigitsAndCannotBeChanged() {
    EventType<Map<String, Object>> type = EventType.map("any");

    Map<String, Object> map =
        BodyDecoder.of(type, BodyCodec.jackson())
            .decode(Body.parse("{\"z\":1.10,\"a\":123456789012345678901234567890,\"m\":1}"));

    assertThat(map.toString()).isEqualTo("{z=1.10, a=123456789012345678901234567890, m=1}");
    assertThat(map)
        .isUnmodifiable()
        .containsEntry("z", new BigDecimal("1.10"))
        .containsEntry("a", new BigInteger("123456789012345678901234567890"))
        .containsEntry("m", 1);
    assertThat(decode("{\"a\":1.10}", Map.class).toString()).isEqualTo("{a=1.10}");
    assertThat(decode("{\"a\":1.10}", Object.class).toString()).isEqualTo("{a=1.10}");
    assertThat(decode("{\"b\":1.10,\"a\":1}", LinkedHashMap.class).toString())
        .isEqualTo("{b=1.10, a=1}");
  }

  @Test
  void aTreeKeepsDigits() {
    JsonNode tree = decode("{\"a\":1.10,\"b\":1E400}", JsonNode.class);

    assertThat(tree.get("a").decimalValue()).isEqualTo(new BigDecimal("1.10"));
    assertThat(tree.get("b").decimalValue()).isEqualTo(new BigDecimal("1E400"));
    assertThat(BodyEncoder.encode(tree, BodyCodec.jackson(), 100).toJson())
        .isEqualTo("{\"a\":1.10,\"b\":1E+400}");
  }

  @Test
  void aRawBodyStaysTheSameObject() {
    Body body = Body.parse("{\"a\":1}");

    assertThat(BodyDecoder.of(EventType.raw("any"), BodyCodec.jackson()).decode(body))
        .isSameAs(body);
  }

  @Test
  void theDeepestBodyCanBeRead() {
    Body deep = Body.parse("{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}");

    assertThat(BodyDecoder.of(EventType.map("deep"), BodyCodec.jackson()).decode(deep))
        .containsKey("a");
  }

  @Test
  void aMismatchSaysWhereAndWhatStoodThere() {
    assertThat(mismatch("{\"order\":{\"lines\":[{},{},{\"quantity\":\"secret\"}]}}"))
        .hasMessage(
            "body of type order does not fit "
                + Placed.class.getTypeName()
                + " at order.lines[2].quantity: found a string, expected int; change the Java"
                + " type, or listen untyped");
    assertThat(mismatch("{\"order\":[\"secret\"]}"))
        .hasMessageContaining(
            "at order: found an array, expected " + Order.class.getTypeName() + ";");
    assertThat(mismatch("{\"order\":\"secret\"}")).hasMessageContaining("at order: found a string");
    assertThat(mismatch("{\"order\":{\"id\":{\"secret\":1}}}"))
        .hasMessageContaining("at order.id: found an object, expected java.lang.String");
    assertThat(mismatch("{\"order\":{\"lines\":{}}}"))
        .hasMessageContaining("at order.lines: found an object");
    assertThat(mismatch("{\"order\":{\"lines\":[{\"quantity\":1.5}]}}"))
        .hasMessageContaining("at order.lines[0].quantity: found a number, expected int");
    assertThat(mismatch("{\"order\":{\"lines\":[{\"quantity\":12345678901}]}}"))
        .hasMessageContaining("at order.lines[0].quantity: found a number");
    assertThat(mismatch("{\"order\":{\"lines\":[{\"price\":true}]}}"))
        .hasMessageContaining("at order.lines[0].price: found a boolean");
    assertThat(mismatch("{\"order\":{\"counts\":{\"a\\u001bb\":[1]}}}"))
        .hasMessageContaining("at order.counts.a\\u001bb: found an array");
  }

  @Test
  void aConstructorThatRefusesIsNamedWithoutWhatItSays() {
    BodyMismatchException e = mismatch("{\"order\":{\"lines\":[{\"quantity\":-17}]}}");

    assertThat(e)
        .hasMessageContaining(
            "at order.lines[0]: found an object, refused by "
                + Line.class.getTypeName()
                + ": java.lang.IllegalArgumentException was thrown")
        .hasNoCause();
    assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("17");
    assertThat(e.code()).isEqualTo("body.mismatch");
    assertThat(e.eventType()).isEqualTo("order");
    assertThat(e.javaType()).isEqualTo(Placed.class.getTypeName());
    assertThat(e.path()).isEqualTo("order.lines[0]");
  }

  @Test
  void aNumberThatJavaCannotHoldIsAMismatch() {
    for (String number : List.of("1e99999999999", "1".repeat(20_000))) {
      BodyMismatchException e = mismatch("{\"order\":{\"lines\":[{\"price\":" + number + "}]}}");

      assertThat(e.path()).startsWith("order.lines[0]");
      assertThat(e.getMessage()).doesNotContain("9999").doesNotContain("1111");
    }
  }

  @Test
  void aClassThatNobodyCanMakeIsAMismatch() {
    assertThat(
            catchThrowableOfType(
                BodyMismatchException.class, () -> decode("{\"a\":1}", Sealed.class)))
        .hasMessageContaining("no way is known to read " + Sealed.class.getTypeName());
  }

  @Test
  void noMismatchShowsValues() {
    for (String json :
        List.of(
            "{\"order\":\"secret\"}",
            "{\"order\":{\"lines\":[\"secret\"]}}",
            "{\"order\":{\"lines\":[{\"price\":\"secret\"}]}}",
            "{\"order\":{\"counts\":{\"a\":\"secret\"}}}")) {
      BodyMismatchException e = mismatch(json);
      assertThat(e.getMessage()).doesNotContain("secret");
      assertThat(e).hasNoCause();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the codec breaks its promise
  void whatAnotherCodecMakesIsCheckedForItsType() {
    assertThat(withCodec((json, type) -> null)).hasMessageContaining("the codec made null of it");
    assertThat(withCodec((json, type) -> "secret"))
        .hasMessageContaining("the codec made a java.lang.String of it");
    for (Throwable thrown : List.of(new IOException("secret"), new StackOverflowError("secret"))) {
      BodyMismatchException e =
          withCodec(
              (json, type) -> {
                if (thrown instanceof Exception exception) {
                  throw exception;
                }
                throw (Error) thrown;
              });
      assertThat(e)
          .hasMessageContaining(": " + thrown.getClass().getName() + " was thrown;")
          .hasNoCause();
      assertThat(e.getMessage()).doesNotContain("secret");
    }
  }

  @Test
  void anotherCodecGetsACopyOfTheBytesAndTheType() {
    Body body = Body.parse("{\"sku\":\"a\"}");
    BodyCodec codec =
        BodyCodec.of(
            (value, out) -> {},
            (json, type) -> {
              assertThat(type).isEqualTo(Line.class);
              json[0] = 'x';
              return new Line("made", 1, BigDecimal.ONE);
            });

    assertThat(BodyDecoder.of(EventType.of("line", Line.class), codec).decode(body).sku())
        .isEqualTo("made");
    assertThat(body.toJson()).isEqualTo("{\"sku\":\"a\"}");
  }

  @Test
  void aDecoderKnowsItsType() {
    EventType<Line> type = EventType.of("line", Line.class);
    BodyDecoder<Line> decoder = BodyDecoder.of(type, BodyCodec.jackson());

    assertThat(decoder.type()).isSameAs(type);
    assertThat(decoder).hasToString("BodyDecoder[line as " + Line.class.getTypeName() + "]");
  }

  private static BodyMismatchException withCodec(BodyCodec.Parser parser) {
    BodyCodec codec = BodyCodec.of((value, out) -> {}, parser);
    BodyDecoder<Line> decoder = BodyDecoder.of(EventType.of("line", Line.class), codec);
    return catchThrowableOfType(
        BodyMismatchException.class, () -> decoder.decode(Body.parse("{\"a\":\"secret\"}")));
  }

  private static <T> T roundTrip(T value, Class<T> type) {
    Body body = BodyEncoder.encode(value, BodyCodec.jackson(), 4096);
    return decode(body.toJson(), type);
  }

  private static <T> T decode(String json, Class<T> type) {
    return BodyDecoder.of(EventType.of("order", type), BodyCodec.jackson())
        .decode(Body.parse(json));
  }

  private static BodyMismatchException mismatch(String json) {
    return catchThrowableOfType(BodyMismatchException.class, () -> decode(json, Placed.class));
  }
}
