package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no honest client sends; after each, the endpoint serves the next client as before. */
class HostileBytesTest {

  private static final Served SERVED = Served.usual();
  private static final Served IMPATIENT =
      Served.with(choices -> choices.idleTimeout(Duration.ofSeconds(1)));

  @AfterAll
  static void close() {
    SERVED.close();
    IMPATIENT.close();
  }

  @AfterEach
  void theNextClientIsServed() {
    assertThat(SERVED.call("", "GET", "/health").status()).isEqualTo(200);
    assertThat(IMPATIENT.call("", "GET", "/health").status()).isEqualTo(200);
  }

  private static Reply raw(String request) throws IOException {
    try (Http http = new Http(SERVED.port())) {
      http.write(request);
      return http.read("GET");
    }
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  static String[] malformed() {
    String post = "POST /v1/conversations HTTP/1.1\r\nHost: a\r\n";
    String get = "GET /health HTTP/1.1\r\n";
    return new String[] {
      post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      post + "Content-Length: +2\r\n\r\n{}",
      post + "Content-Length: -2\r\n\r\n{}",
      post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      post + "Content-Length : 2\r\n\r\n{}",
      get + "Host: a\r\nX-Long: one\r\n two\r\n\r\n",
      get + "\r\n",
      get + "Host: a\r\nHost: b\r\n\r\n",
      "GET /health HTTP/1.1\nHost: a\n\n",
      post + "Transfer-Encoding: chunked\r\n\r\n2;x\n{}\r\n0\r\n\r\n",
      post + "Transfer-Encoding: surprise\r\n\r\n",
      get + "Host: a\r\nX: a\0b\r\n\r\n",
      get + "Host: a\r\nX: a\1b\r\n\r\n",
      get + "Host: a\r\nX: a\rb\r\n\r\n",
      "GET /health HTTP/3.7\r\nHost: a\r\n\r\n",
      "G\0T /health HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /hea lth HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /v1/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /v1/%c0%ae HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /v1/../health HTTP/1.1\r\nHost: a@b/c\r\n\r\n",
      "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003 no TLS here\r\n\r\n",
      "hello\r\n\r\n"
    };
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatTwoProgramsCouldReadInTwoWaysIsRefused(String request) throws IOException {
    Reply reply = raw(request);
    assertThat(reply.status()).isBetween(400, 505).isNotEqualTo(500);
    assertThat(reply.body()).doesNotContain("Exception", "jetty", "<html");
  }

  @Test
  void row50AnUpgradeToHttp2IsIgnored() throws IOException {
    Reply reply =
        raw(
            head(
                "GET /health HTTP/1.1",
                "Host: a",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA"));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aLineAndHeadersOverTheLimitAreRefused() throws IOException {
    Reply line = raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(line.status()).isEqualTo(414);
    Reply header = raw("GET /health HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
    assertThat(header.status()).isEqualTo(431);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      many.append("X").append(i).append(": y\r\n");
    }
    assertThat(raw("GET /health HTTP/1.1\r\nHost: a\r\n" + many + "\r\n").status()).isEqualTo(431);
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItComes() throws IOException {
    try (Http http = new Http(SERVED.port())) {
      http.write(
          head(
              "POST /v1/conversations HTTP/1.1",
              "Host: a",
              "Content-Type: application/json",
              "Content-Length: 5000000"));
      Reply reply = http.read("POST");
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.code()).isEqualTo("http:error:payload-too-large");
    }
  }

  @Test
  void aBodyWithoutLengthIsRefusedWhileItComes() throws IOException {
    try (Http http = new Http(SERVED.port())) {
      http.write(
          head(
              "POST /v1/conversations HTTP/1.1",
              "Host: a",
              "Content-Type: application/json",
              "Transfer-Encoding: chunked"));
      String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
      int sent = 0;
      try {
        for (; sent < 5_000_000 / 0x4000; sent++) {
          http.write(chunk);
        }
        assertThat(http.read("POST").status()).isEqualTo(413);
      } catch (SocketException e) {
        // Closed while we were sending, which is the point; the answer may have got lost.
        assertThat(sent).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /health HTT', 0",
    "'GET /health HTTP/1.1\r\nHost: a\r\nX: ', 0",
    "'POST /v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{\"n', 1"
  })
  void halfARequestIsClosedInTime(String half, int answered) throws IOException {
    try (Http http = new Http(IMPATIENT.port())) {
      http.write(half);
      String answer = http.untilClosed();
      assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4")).as(answer).isTrue();
      assertThat(answer.length()).isGreaterThanOrEqualTo(answered);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health HTTP/1.1\r\nHost: a\r\nX: ",
        "POST /v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n"
      })
  void aByteNowAndThenKeepsNoRequestOpen(String start) throws IOException {
    try (Http http = new Http(IMPATIENT.port())) {
      http.write(start);
      int dripped = 0;
      try {
        // An endpoint that waits for ever would read all of them.
        while (http.in().available() == 0 && dripped < 200) {
          http.write("x");
          dripped++;
          java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
      } catch (SocketException e) {
        // Closed.
      }
      assertThat(dripped).isLessThan(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "[]",
        "null",
        "\"x\"",
        "{}{}",
        "{} x",
        "{\"type\":\"custom:t\",\"type\":\"custom:u\",\"body\":{}}",
        "{\"type\":\"custom:t\",\"body\":{\"a\":1,\"a\":2}}",
        "{\"type\":\"custom:t\",\"body\":{\"a\":01}}",
        "{\"type\":\"custom:t\",\"body\":{'a':1}}",
        "{\"type\":\"custom:t\",\"body\":{\"a\":NaN}}",
        "{\"type\":\"custom:t\",\"body\":{/**/}}",
        "{\"type\":\"custom:t\",\"body\":{\"a\":1,}}",
        "{\"type\":\"custom:t\",\"body\":{\"a\":\"\t\"}}",
        "{\"type\":\"custom:t\",\"body\":{\"\\ud800\":1}}",
        "{\"type\":7,\"body\":{}}",
        "{\"type\":null,\"body\":{}}",
        "{\"type\":{},\"body\":{}}",
        "{\"body\":{}}",
        "{\"type\":\"custom:t\",\"from\":7,\"body\":{}}",
        "{\"type\":\"custom:t\",\"from\":\"x\",\"body\":{}}",
        "{\"type\":\"custom:t\",\"from\":[],\"body\":{}}"
      })
  void whatIsNoEventIsRefused(String body) {
    Reply reply = SERVED.call(SERVED.application, "POST", SERVED.path("v1", "/events"), body);
    assertThat(reply.status()).isIn(400, 404, 415);
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[][] bad = {
      {(byte) 0xff},
      {(byte) 0xc0, (byte) 0xaf},
      {(byte) 0xe0, (byte) 0x80, (byte) 0xaf},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
      {(byte) 0xe2, (byte) 0x82},
      {0}
    };
    for (byte[] bytes : bad) {
      String latin = new String(bytes, StandardCharsets.ISO_8859_1);
      byte[] body =
          ("{\"type\":\"custom:t\",\"body\":{\"a\":\"" + latin + "\"}}")
              .getBytes(StandardCharsets.ISO_8859_1);
      Reply reply =
          Http.send(
              SERVED.port(),
              "POST",
              SERVED.path("v1", "/events"),
              Map.of("Authorization", "Bearer " + SERVED.application),
              body);
      assertThat(reply.status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void nestingThatWouldBreakAStackIsRefused(String open) {
    String bomb = open.repeat(60_000 / open.length());
    for (String body : new String[] {bomb, "{\"type\":\"custom:t\",\"body\":" + bomb}) {
      Reply reply = SERVED.call(SERVED.application, "POST", SERVED.path("v1", "/events"), body);
      assertThat(reply.status()).isEqualTo(400);
    }
  }

  @Test
  void aNumberOfManyDigitsCostsNothingAndIsKept() {
    String digits = "1".repeat(4000);
    Reply reply =
        SERVED.call(
            SERVED.application,
            "POST",
            SERVED.path("v1", "/events"),
            "{\"type\":\"custom:t\",\"body\":{\"n\":" + digits + "}}");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.raw("body", "n")).isEqualTo(digits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?page_size=%zz",
        "?event_type=%ff%fe",
        "?cursor=%0d%0aX:%20y",
        "?start_id=1e9",
        "?order=%00",
        "?date_start=yesterday",
        "?exclude_deleted_events=perhaps"
      })
  void aQueryThatIsWrongIsRefusedAndNotReflectedIntoHeaders(String query) {
    Reply reply = SERVED.call(SERVED.application, "GET", SERVED.path("v1", "/events" + query));
    assertThat(reply.status()).isIn(200, 400);
    assertThat(reply.headers()).doesNotContainKey("x");
  }

  @Test
  void requestsInOneGoAreAnsweredOneAfterTheOther() throws IOException {
    try (Http http = new Http(SERVED.port())) {
      String one = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
      http.write(one + one + "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n" + one);
      assertThat(http.read("GET").status()).isEqualTo(200);
      assertThat(http.read("GET").status()).isEqualTo(200);
      assertThat(http.read("GET").status()).isEqualTo(404);
      assertThat(http.read("GET").status()).isEqualTo(200);
    }
  }
}
