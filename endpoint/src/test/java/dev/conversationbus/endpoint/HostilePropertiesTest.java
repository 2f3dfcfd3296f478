package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever comes in, the endpoint neither fails, nor hangs, nor stops to serve others. */
class HostilePropertiesTest {

  private static final Served SERVED =
      Served.with(choices -> choices.idleTimeout(Duration.ofSeconds(1)));

  @AfterContainer
  static void close() {
    SERVED.close();
  }

  @Property(tries = 500)
  void anyBytesAsAnEventAreTakenOrRefusedButNoFailure(@ForAll("events") byte[] body) {
    Reply reply =
        Http.send(
            SERVED.port(),
            "POST",
            SERVED.path("v1", "/events"),
            Map.of("Authorization", "Bearer " + SERVED.application),
            body);
    assertThat(reply.status()).isIn(201, 400, 404, 415);
    if (reply.status() == 201) {
      assertThat(reply.text("type")).matches("custom:[A-Za-z0-9_-]{1,100}");
      assertThat(reply.raw("body").getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(4096);
    } else {
      assertThat(reply.code()).contains(":error:");
    }
  }

  /** Valid events, and valid events in which something was cut out, put in or changed. */
  @Provide
  Arbitrary<byte[]> events() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of("{}", "[]", "null", "1", "-0", "1e400", "\"x\"", "{\"a\":{\"b\":[1]}}"),
            Arbitraries.integers().between(1, 1200).map(n -> "[".repeat(n) + "]".repeat(n)),
            Arbitraries.strings().ofMaxLength(50).map(HostilePropertiesTest::quoted));
    Arbitrary<String> type =
        Arbitraries.oneOf(
            Arbitraries.just("custom:tick"),
            Arbitraries.strings().ofMaxLength(120).map(text -> "custom:" + text));
    Arbitrary<byte[]> valid =
        Combinators.combine(type, value)
            .as(
                (name, json) ->
                    ("{\"type\":" + quoted(name) + ",\"body\":{\"k\":" + json + "}}")
                        .getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> changed =
        Combinators.combine(valid, Arbitraries.integers().between(0, 10_000), Arbitraries.bytes())
            .as(
                (bytes, place, change) -> {
                  byte[] copy = bytes.clone();
                  copy[place % copy.length] = change;
                  return copy;
                });
    return Arbitraries.oneOf(
        valid, changed, Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(300));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c)) {
                json.append(String.format("\\u%04x", c));
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }

  @Property(tries = 500)
  void anyTargetIsAnsweredWithoutFailure(
      @ForAll("targets") String target, @ForAll("methods") String method) {
    Reply reply =
        Http.send(
            SERVED.port(),
            method,
            target,
            Map.of("Authorization", "Bearer " + SERVED.application),
            new byte[0]);
    assertThat(reply.status()).isBetween(200, 431);
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW");
  }

  @Provide
  Arbitrary<String> targets() {
    Arbitrary<String> segment =
        Arbitraries.of(
            "v1",
            "beta",
            "v0.3",
            "conversations",
            "events",
            "members",
            "users",
            "me",
            "..",
            ".",
            "",
            "1",
            "-1",
            "99999999999999999999",
            "%00",
            "%2e%2e",
            "%ff",
            "a;b",
            "health",
            SERVED.room.value(),
            SERVED.alice.id().value(),
            "CON-x",
            "idempotency-keys");
    Arbitrary<String> parameter =
        Combinators.combine(
                Arbitraries.of(
                    "page_size",
                    "cursor",
                    "order",
                    "start_id",
                    "end_id",
                    "event_type",
                    "after",
                    "exclude_deleted_events",
                    "date_start",
                    "name",
                    "user_id",
                    "from",
                    "x"),
                Arbitraries.of(
                    "",
                    "1",
                    "0",
                    "-1",
                    "100",
                    "custom",
                    "custom:*",
                    "*",
                    ",,,",
                    "true",
                    "DESC",
                    "%00",
                    "%ff",
                    "%zz",
                    "2026-01-01T00:00:00Z",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "MEM-x",
                    "YQ",
                    "+1000000000-01-01T00:00:00Z"))
            .as((name, value) -> name + "=" + value);
    return Combinators.combine(segment.list().ofMaxSize(7), parameter.list().ofMaxSize(4))
        .as(
            (segments, parameters) ->
                "/" + String.join("/", segments) + "?" + String.join("&", parameters));
  }

  @Property(tries = 100)
  void anyBytesOnTheSocketEndInAnAnswerOrAClosedConnection(@ForAll("noise") byte[] noise)
      throws IOException {
    try (Http http = new Http(SERVED.port())) {
      http.write(noise);
      String answer = http.untilClosed();
      assertThat(answer).doesNotStartWith("HTTP/1.1 500").doesNotContain("Exception");
    } catch (SocketException | EOFException e) {
      // Closed while we were sending.
      assertThat(SERVED.endpoint.port()).isPositive();
    }
    assertThat(SERVED.call("", "GET", "/health").status()).isEqualTo(200);
  }

  @Provide
  Arbitrary<byte[]> noise() {
    byte[] request =
        ("POST /v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
                + "Connection: close\r\n\r\n{}")
            .getBytes(StandardCharsets.US_ASCII);
    Arbitrary<byte[]> changed =
        Combinators.combine(
                Arbitraries.integers().between(0, request.length - 1), Arbitraries.bytes())
            .as(
                (place, change) -> {
                  byte[] copy = request.clone();
                  copy[place] = change;
                  return copy;
                });
    return Arbitraries.oneOf(
        changed, Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(200));
  }
}
