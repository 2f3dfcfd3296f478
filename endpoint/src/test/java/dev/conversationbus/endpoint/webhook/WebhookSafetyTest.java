package dev.conversationbus.endpoint.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.inmemory.InMemoryHub;
import dev.conversationbus.inmemory.VirtualTime;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSafetyTest {

  private static final UUID APP = UUID.randomUUID();
  private static final String SECRET = "a secret of at least thirty-two bytes";

  private static void publish(Transport transport, ConversationId room, String body) {
    transport
        .publish(
            new Publication(room, null, "tick", Body.parse(body), null, Duration.ofSeconds(10)))
        .join();
  }

  @Test
  void theSignatureHoldsOverTheBytesThatArrived() throws Exception {
    Transport transport = InMemoryHub.create().transport();
    ConversationId room = transport.createConversation("room", null).join().id();
    try (Receiver receiver = Receiver.taking();
        Webhooks webhooks =
            Webhooks.builder(transport, receiver.address(), APP)
                .signedBy("key-1", SECRET)
                .build()) {
      webhooks.follow(room).join();
      publish(transport, room, "{\"price\":1.10,\"name\":\"Zo\u00eb\"}");
      await().until(() -> receiver.posts().size() == 1);
      Receiver.Post post = receiver.posts().get(0);
      assertThat(post.authorization()).startsWith("Bearer ");
      List<String> parts = Splitter.on('.').splitToList(post.authorization().substring(7));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = (parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII);
      assertThat(Base64.getUrlDecoder().decode(parts.get(2))).isEqualTo(mac.doFinal(signed));
      assertThat(new String(Base64.getUrlDecoder().decode(parts.get(0)), StandardCharsets.UTF_8))
          .contains("\"alg\":\"HS256\"", "\"typ\":\"JWT\"");
      assertThat(new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8))
          .contains("\"payload_hash\":\"" + Hashing.sha256().hashBytes(post.body()) + "\"")
          .contains(
              "\"iss\":\"Vonage\"", "\"api_key\":\"key-1\"", "\"application_id\":\"" + APP + "\"")
          .contains("\"iat\":", "\"jti\":");
    }
  }

  @Test
  void aReceiverIsLeftAloneAsLongAsItAsks() throws Exception {
    VirtualTime time = VirtualTime.create();
    Transport transport = InMemoryHub.builder().timing(time).build().transport();
    ConversationId room = transport.createConversation("room", null).join().id();
    try (Receiver receiver =
            new Receiver(
                (post, number, response) -> {
                  response.getHeaders().put("Retry-After", "120");
                  return number == 1 ? 503 : 204;
                });
        Webhooks webhooks = Webhooks.builder(transport, receiver.address(), APP).build()) {
      webhooks.follow(room).join();
      publish(transport, room, "{}");
      await().until(() -> time.waitingTasks() == 1);
      time.advance(Duration.ofSeconds(119));
      assertThat(time.waitingTasks()).isEqualTo(1);
      assertThat(receiver.posts()).hasSize(1);
      time.advance(Duration.ofSeconds(1));
      await().until(() -> webhooks.deliveredThrough(room).orElse(0) == 1);
    }
  }

  @Test
  void waitsGrowUpToTheLongest() {
    Backoff backoff = new Backoff(12, Duration.ofSeconds(1), Duration.ofMinutes(1));
    for (int failures = 1; failures <= 100; failures++) {
      long most = Math.min(60_000, 1000L << Math.min(failures - 1, 10));
      assertThat(backoff.afterFailures(failures, null).toMillis()).isBetween(most / 2, most);
    }
    assertThat(backoff.afterFailures(1, Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
    assertThat(backoff.afterFailures(1, Duration.ofDays(5))).isEqualTo(Duration.ofHours(1));
    assertThat(backoff.afterFailures(20, Duration.ZERO)).isGreaterThan(Duration.ofSeconds(29));
  }

  @Test
  void aWaitIsReadFromSecondsAndFromADate() {
    VirtualTime time = VirtualTime.create();
    assertThat(RetryAfter.read(null, time)).isNull();
    assertThat(RetryAfter.read(" 7 ", time)).isEqualTo(Duration.ofSeconds(7));
    assertThat(RetryAfter.read("Thu, 01 Jan 2026 00:01:00 GMT", time))
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(RetryAfter.read("Thu, 01 Jan 2015 00:01:00 GMT", time)).isEqualTo(Duration.ZERO);
    assertThat(RetryAfter.read("soon", time)).isNull();
    assertThat(RetryAfter.read("99999999999999999999", time)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1/x",
        "/events",
        "https:///events",
        "https://user@shop.example/",
        "https://shop.example/#x",
        "http://shop.example/",
        "http://127.0.0.1.shop.example/",
        "http://localhost.shop.example/"
      })
  void anAddressThatEventsMayNotBePostedToIsRefused(String address) {
    assertThatThrownBy(() -> WebhookTarget.checked(URI.create(address), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:8080/x", "http://localhost/", "http://[::1]:80/", "HTTPS://a/"})
  void thisMachineAndEncryptedAddressesAreTaken(String address) {
    URI uri = URI.create(address);
    assertThat(WebhookTarget.checked(uri, false)).isEqualTo(uri);
  }

  @Test
  void plainHttpIsTakenByExplicitWord() {
    URI uri = URI.create("http://shop.example/");
    assertThat(WebhookTarget.checked(uri, true)).isEqualTo(uri);
  }

  @Test
  void aSecretThatCouldBeGuessedIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> new CallbackSigner("app", "key", "hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 bytes")
        .hasMessageNotContaining("hunter2");
  }
}
