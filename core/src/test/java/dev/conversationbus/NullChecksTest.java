package dev.conversationbus;

import com.google.common.testing.NullPointerTester;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
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
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever passes null where null means nothing learns of it at that call. */
class NullChecksTest {

  @AutoClose final Talk talk = Talk.open();

  private NullPointerTester tester() {
    ConversationId conversation = talk.room.id();
    Member member = talk.alice.self().orElseThrow();
    return new NullPointerTester()
        .setDefault(String.class, "name")
        .setDefault(ConversationId.class, conversation)
        .setDefault(Conversation.class, talk.room)
        .setDefault(MemberId.class, member.id())
        .setDefault(Member.class, member)
        .setDefault(MemberState.class, MemberState.JOINED)
        .setDefault(User.class, member.user())
        .setDefault(UserId.class, member.user().id())
        .setDefault(Sender.class, Sender.application())
        .setDefault(Body.class, Talk.BODY)
        .setDefault(BodyCodec.class, BodyCodec.jackson())
        .setDefault(EventType.class, Talk.VOTE)
        .setDefault(EventListener.class, (EventListener<Object>) (from, event) -> {})
        .setDefault(EventValidator.class, EventValidator.documented())
        .setDefault(EventKind.class, EventKind.CUSTOM)
        .setDefault(EventFilter.class, EventFilter.custom())
        .setDefault(TypeRef.class, new TypeRef<List<String>>() {})
        .setDefault(IdempotencyKey.class, IdempotencyKey.mint())
        .setDefault(Duration.class, Duration.ofSeconds(1))
        .setDefault(Instant.class, Instant.EPOCH)
        .setDefault(SendOptions.class, SendOptions.defaults())
        .setDefault(Start.class, Start.live())
        .setDefault(Delivery.class, Delivery.direct())
        .setDefault(Transport.class, talk.transport)
        .setDefault(HistoryQuery.class, HistoryQuery.of(conversation))
        .setDefault(
            DeliveryUnknownException.class,
            new DeliveryUnknownException(conversation.value(), "key", "lost", null));
  }

  @Test
  void theBus() {
    tester().testAllPublicInstanceMethods(talk.bus);
    tester().testAllPublicStaticMethods(ConversationBus.class);
    tester().testAllPublicInstanceMethods(ConversationBus.builder(talk.transport));
  }

  @Test
  void aConversation() throws Exception {
    tester().testAllPublicInstanceMethods(talk.alice);
  }

  @Test
  void aHistory() {
    tester()
        .setDefault(String[].class, new String[] {"a"})
        .testAllPublicInstanceMethods(talk.alice.history());
  }

  @Test
  void listenersAndTheirSmallThings() {
    tester().testAllPublicInstanceMethods(new Subscriptions());
    tester().testAllPublicInstanceMethods(new ListenerRegistry(failure -> {}));
    tester().testAllPublicInstanceMethods(talk.bob.publisher(Talk.VOTE));
    tester().testAllPublicInstanceMethods(Delivery.direct());
    tester().testAllPublicInstanceMethods(EventValidator.documented());
    tester().testAllPublicInstanceMethods(HistoryQuery.of(talk.room.id()));
    tester().testAllPublicInstanceMethods(Talk.BODY);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Delivery.class,
        SendOptions.class,
        Start.class,
        Body.class,
        BodyCodec.class,
        ConversationId.class,
        CustomEvent.class,
        EventType.class,
        EventValidator.class,
        IdempotencyKey.class,
        Member.class,
        MemberId.class,
        Sender.class,
        User.class,
        UserId.class,
        Capabilities.class,
        ConversationInfo.class,
        EventFilter.class,
        EventFilter.Pattern.class,
        HistoryPage.class,
        HistoryQuery.class,
        Outcome.Accepted.class,
        Outcome.Rejected.class,
        Publication.class,
        RecordedEvent.class,
      })
  void valuesAndTheirFactories(Class<?> type) {
    tester().testAllPublicStaticMethods(type);
    tester().testAllPublicConstructors(type);
  }
}
