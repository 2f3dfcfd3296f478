package dev.conversationbus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventJsonTest {

  private static final String UUID = "-5f0c2b9e-6f0e-4b0a-9d6c-2f6c1f7f8a10";
  private static final ConversationId LUNCH = ConversationId.of("CON" + UUID);
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.405Z");
  private static final Sender ALICE =
      new Sender(
          MemberId.of("MEM" + UUID), new User(UserId.of("USR" + UUID), "alice", "Alice \"A\""));

  private static RecordedEvent event(Sender from) {
    return new RecordedEvent(
        LUNCH,
        17,
        EventKind.CUSTOM,
        "parcel-scanned",
        from,
        Body.parse("{\"z\":1.10,\"a\":1E400,\"€\":\"\\ud800\"}"),
        NOON,
        null);
  }

  private static RecordedEvent again(RecordedEvent event, ApiVersion version) throws Exception {
    JsonWriter json = new JsonWriter();
    EventJson.write(json, event, version, "http://localhost");
    return EventJson.read(JsonValue.parse(json.toBytes()), LUNCH, true);
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void whatIsWrittenReadsTheSame(ApiVersion version) throws Exception {
    assertThat(again(event(ALICE), version)).isEqualTo(event(ALICE));
    assertThat(again(event(Sender.application()), version)).isEqualTo(event(Sender.application()));
  }

  @Test
  void aTombstoneReadsTheSame() throws Exception {
    RecordedEvent tombstone = event(ALICE).tombstone(NOON.plusMillis(5));
    assertThat(again(tombstone, ApiVersion.V1)).isEqualTo(tombstone);
  }

  @Test
  void aSystemEventOfTheSameNameIsNoCustomEvent() throws Exception {
    RecordedEvent system =
        new RecordedEvent(
            LUNCH, 1, EventKind.SYSTEM, "member:joined", ALICE, Body.empty(), NOON, null);
    assertThat(again(system, ApiVersion.V1)).isEqualTo(system);
  }

  @Test
  void aBodyThatLooksLikeATombstoneIsOneOnlyWhereNothingMarksThem() throws Exception {
    String body = "{\"timestamp\":{\"deleted\":\"2026-03-04T12:00:00.00Z\"}}";
    JsonValue json =
        JsonValue.parse(
            ("{\"id\":\"3\",\"type\":\"custom:a\",\"timestamp\":\"2026-03-04T11:00:00+0000\",\"body\":"
                    + body
                    + "}")
                .getBytes(UTF_8));
    assertThat(EventJson.read(json, LUNCH, true).isDeleted()).isFalse();
    assertThat(EventJson.read(json, LUNCH, true).body().toJson()).isEqualTo(body);
    assertThat(EventJson.read(json, LUNCH, false).deletedAt())
        .isEqualTo(Instant.parse("2026-03-04T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{}",
        "`{\"id\":1,\"type\":\"custom:a\"}`",
        "`{\"id\":1,\"type\":\"custom:a\",\"timestamp\":\"noon\"}`",
        "`{\"id\":\"x\",\"type\":\"custom:a\",\"timestamp\":\"2026-03-04T11:00:00Z\"}`",
        "`{\"id\":1,\"type\":7,\"timestamp\":\"2026-03-04T11:00:00Z\"}`",
        "`{\"id\":1,\"type\":\"custom:a\",\"timestamp\":\"2026-03-04T11:00:00Z\",\"body\":[]}`",
        "`{\"id\":1,\"type\":\"custom:a\",\"timestamp\":\"2026-03-04T11:00:00Z\",\"from\":\"me\"}`"
      })
  void whatIsNoEventIsMalformed(String json) {
    assertThatThrownBy(() -> EventJson.read(JsonValue.parse(json.getBytes(UTF_8)), LUNCH, true))
        .isInstanceOf(MalformedJsonException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T10:22:31.405Z, 2026-03-04T10:22:31.405Z",
    "2026-03-04T10:22:31Z, 2026-03-04T10:22:31.000Z",
    "2026-03-04T10:22:31.00Z, 2026-03-04T10:22:31.000Z",
    "2026-03-04T10:22:31.123456789Z, 2026-03-04T10:22:31.123Z",
    "2026-03-04T12:22:31+02:00, 2026-03-04T10:22:31.000Z",
    "2026-03-04T10:22:31+0000, 2026-03-04T10:22:31.000Z",
    "2026-03-04T10:22:31, 2026-03-04T10:22:31.000Z"
  })
  void timesAreReadWithAnyFractionAndWrittenWithMilliseconds(String read, String written)
      throws Exception {
    assertThat(WireTime.write(WireTime.read(read))).isEqualTo(written);
  }
}
