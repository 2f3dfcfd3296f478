package dev.conversationbus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Publication;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestJsonTest {

  @Test
  void anEventCarriesItsBodyByteForByte() {
    MemberId alice = MemberId.random();
    Publication publication =
        new Publication(
            ConversationId.random(),
            alice,
            "vote",
            Body.parse("{\"b\":1.10,\"a\":null}"),
            null,
            Duration.ofSeconds(1));
    assertThat(new String(RequestJson.event(publication), UTF_8))
        .isEqualTo(
            "{\"type\":\"custom:vote\",\"from\":\""
                + alice.value()
                + "\",\"body\":{\"b\":1.10,\"a\":null}}");
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    assertThat(new String(RequestJson.conversation(null, null), UTF_8)).isEqualTo("{}");
  }

  @Test
  void statesAreSpelledInLowerCase() {
    UserId user = UserId.random();
    assertThat(new String(RequestJson.member(user, MemberState.JOINED), UTF_8))
        .isEqualTo(
            "{\"user\":{\"id\":\""
                + user.value()
                + "\"},\"state\":\"joined\",\"channel\":{\"type\":\"app\"}}");
    assertThat(new String(RequestJson.state(MemberState.LEFT), UTF_8))
        .isEqualTo("{\"state\":\"left\"}");
  }
}
