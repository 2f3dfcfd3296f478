package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.testing.EqualsTester;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.TypeRef;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Capabilities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are equal when all of what they say is. */
class ValuesTest {

  private static final UUID A = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final UUID B = UUID.fromString("00000000-0000-4000-8000-00000000000b");

  @ParameterizedTest
  @ValueSource(
      classes = {
        CloseReport.class,
        Explanation.Hearer.class,
        Capabilities.class,
      })
  void recordsWithoutRulesCompareEverything(Class<?> type) {
    EqualsVerifier.forClass(type).suppress(Warning.NULL_FIELDS).verify();
  }

  @Test
  void idsNamesAndPeople() {
    User alice = User.of(UserId.of(A), "alice");
    Member joined = new Member(MemberId.of(A), ConversationId.of(A), alice, MemberState.JOINED);
    new EqualsTester()
        .addEqualityGroup(ConversationId.of(A), ConversationId.of("CON-" + A))
        .addEqualityGroup(ConversationId.of(B))
        .addEqualityGroup(MemberId.of(A), MemberId.of("MEM-" + A))
        .addEqualityGroup(UserId.of(A), UserId.of("USR-" + A))
        .addEqualityGroup(IdempotencyKey.of("k"), IdempotencyKey.of("k"))
        .addEqualityGroup(IdempotencyKey.of("K"))
        .addEqualityGroup(alice, User.of(UserId.of(A), "alice"))
        .addEqualityGroup(User.of(UserId.of(A), "bob"))
        .addEqualityGroup(
            joined, new Member(MemberId.of(A), ConversationId.of(A), alice, MemberState.JOINED))
        .addEqualityGroup(new Member(MemberId.of(A), ConversationId.of(A), alice, MemberState.LEFT))
        .addEqualityGroup(Sender.of(joined), Sender.of(joined))
        .addEqualityGroup(Sender.application(), Sender.application())
        .testEquals();
  }

  @Test
  void typesRulesAndOptions() {
    new EqualsTester()
        .addEqualityGroup(EventType.of("a", String.class), EventType.of("a", String.class))
        .addEqualityGroup(EventType.of("b", String.class))
        .addEqualityGroup(EventType.of("a", Integer.class))
        .addEqualityGroup(EventType.raw("a"), EventType.raw("a"))
        .addEqualityGroup(
            EventType.of("a", new TypeRef<List<String>>() {}),
            EventType.of("a", new TypeRef<List<String>>() {}))
        .addEqualityGroup(EventType.of("a", new TypeRef<List<Integer>>() {}))
        .addEqualityGroup(EventValidator.documented(), EventValidator.documented())
        .addEqualityGroup(EventValidator.documented().withMaxBodyBytes(4095))
        .addEqualityGroup(EventValidator.documented().withMaxNesting(999))
        .addEqualityGroup(EventValidator.hosted())
        .addEqualityGroup(EventValidator.current())
        .addEqualityGroup(SendOptions.defaults(), SendOptions.defaults())
        .addEqualityGroup(
            SendOptions.defaults().withDeadline(Duration.ofSeconds(1)),
            SendOptions.defaults().withDeadline(Duration.parse("PT1.000S")))
        .addEqualityGroup(
            new Violation("c", "f", 1, "x", "y"), new Violation("c", "f", 1, "x", "y"))
        .addEqualityGroup(new Violation("c", "f", 2, "x", "y"))
        .testEquals();
  }

  private static CustomEvent<Body> event(long id, String body, Sender from) {
    return new CustomEvent<>(
        ConversationId.of(A), id, EventType.raw("a"), from, Body.parse(body), Instant.EPOCH);
  }

  @Test
  void eventsAndBodies() {
    new EqualsTester()
        .addEqualityGroup(Body.parse("{\"a\":1}"), Body.parse(" { \"a\" : 1 } "))
        .addEqualityGroup(Body.parse("{\"a\":1.0}"))
        .addEqualityGroup(Body.parse("{}"), Body.empty())
        .addEqualityGroup(
            event(1, "{\"a\":1}", Sender.application()),
            event(1, "{ \"a\":1}", Sender.application()))
        .addEqualityGroup(event(2, "{\"a\":1}", Sender.application()))
        .addEqualityGroup(event(1, "{\"a\":2}", Sender.application()))
        .testEquals();
  }

  @Test
  void anEventsTextIsShortAndKeepsTheBodyToItself() {
    String text = event(7, "{\"secret\":\"tell nobody\"}", Sender.application()).toString();

    assertThat(text).contains("7", "a").doesNotContain("secret", "nobody").hasSizeLessThan(200);
  }
}
