package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.failure;
import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.HistoryQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryTransport transport =
      InMemoryHub.builder().timing(time).build().transport();

  @Test
  void newConversationIsFoundByIdAndName() {
    ConversationInfo made = now(transport.createConversation("lunch", "Lunch"));

    assertThat(made.name()).isEqualTo("lunch");
    assertThat(made.displayName()).isEqualTo("Lunch");
    assertThat(made.lastEventId()).isZero();
    assertThat(made.created()).isEqualTo(time.now());
    assertThat(now(transport.findConversation(made.id()))).contains(made);
    assertThat(now(transport.findConversation("lunch"))).contains(made);
  }

  @Test
  void infoTellsTheLastEvent() {
    Talk talk = Talk.on(transport);
    talk.sayTimes(3);

    assertThat(now(transport.findConversation(talk.id())).orElseThrow().lastEventId()).isEqualTo(3);
  }

  @Test
  void unknownConversationIsEmptyOrNotFound() {
    ConversationId nowhere = ConversationId.random();

    assertThat(now(transport.findConversation(nowhere))).isEmpty();
    assertThat(now(transport.findConversation("nowhere"))).isEmpty();
    for (CompletableFuture<?> answer :
        List.of(
            transport.history(HistoryQuery.of(nowhere)),
            transport.open(nowhere, 0, new Recorder()),
            transport.delete(nowhere, 1, null),
            transport.members(nowhere, null, 1))) {
      assertThat(failure(NotFoundException.class, answer).what())
          .isEqualTo(NotFoundException.What.CONVERSATION);
    }
  }

  @Test
  void nameCanBeTakenOnce() {
    now(transport.createConversation("lunch", null));

    assertThat(failure(ConflictException.class, transport.createConversation("lunch", null)).code())
        .isEqualTo("conversation.name-taken");
    assertThat(now(transport.createConversation(null, null)).name()).isNull();
    assertThat(now(transport.createConversation(null, null)).name()).isNull();
  }

  @Test
  void namesHaveTheirLimits() {
    assertThat(now(transport.createConversation("n".repeat(100), "d".repeat(50)))).isNotNull();
    // One character of four bytes and two chars is one character.
    assertThat(now(transport.createConversation("🍕".repeat(100), "🍕".repeat(50)))).isNotNull();

    assertThat(refusal(transport.createConversation("", null)))
        .isEqualTo("conversation.name-length");
    assertThat(refusal(transport.createConversation("n".repeat(101), null)))
        .isEqualTo("conversation.name-length");
    assertThat(refusal(transport.createConversation(null, "d".repeat(51))))
        .isEqualTo("conversation.display-name-length");
    assertThat(refusal(transport.user(""))).isEqualTo("user.name-length");
    assertThat(refusal(transport.user("u".repeat(101)))).isEqualTo("user.name-length");
    assertThat(refusal(transport.open(Talk.on(transport).id(), -2, new Recorder())))
        .isEqualTo("feed.place");
  }

  @Test
  void pagesHaveTheirLimits() {
    Talk talk = Talk.on(transport);
    UserId user = now(transport.user("alice")).id();

    for (int limit : new int[] {0, 1001}) {
      assertThat(refusal(transport.members(talk.id(), null, limit))).isEqualTo("page.limit");
      assertThat(refusal(transport.conversationsOf(user, null, limit))).isEqualTo("page.limit");
    }
    for (int limit : new int[] {1, 1000}) {
      assertThat(now(transport.members(talk.id(), null, limit))).isEmpty();
      assertThat(now(transport.conversationsOf(user, null, limit))).isEmpty();
    }
  }

  private static String refusal(CompletableFuture<?> answer) {
    return failure(InvalidEventException.class, answer).violations().get(0).code();
  }

  @Test
  void userIsMadeOncePerName() {
    User alice = now(transport.user("alice"));

    assertThat(now(transport.user("alice"))).isEqualTo(alice);
    assertThat(now(transport.user("bob")).id()).isNotEqualTo(alice.id());
    assertThat(now(transport.findUser(alice.id()))).contains(alice);
    assertThat(now(transport.findUser(UserId.random()))).isEmpty();
  }

  @Test
  void conversationsOfAUserAreListedOldestFirst() {
    UserId alice = now(transport.user("alice")).id();
    List<ConversationId> hers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      hers.add(Talk.on(transport).id());
    }
    // Joined in another order than made.
    for (int i : new int[] {3, 0, 4, 1}) {
      now(transport.join(hers.get(i), alice));
    }
    now(transport.invite(hers.get(2), alice));
    now(transport.leave(hers.get(1), Talk.member(transport, hers.get(1), alice)));

    assertThat(page(alice, null, 1000))
        .containsExactly(hers.get(0), hers.get(2), hers.get(3), hers.get(4));
    assertThat(page(alice, null, 2)).containsExactly(hers.get(0), hers.get(2));
    assertThat(page(alice, hers.get(2), 2)).containsExactly(hers.get(3), hers.get(4));
    assertThat(page(alice, hers.get(1), 2)).containsExactly(hers.get(2), hers.get(3));
    assertThat(page(alice, hers.get(4), 2)).isEmpty();
    assertThat(page(UserId.random(), null, 2)).isEmpty();
    failure(NotFoundException.class, transport.conversationsOf(alice, ConversationId.random(), 2));
  }

  private List<ConversationId> page(UserId user, @Nullable ConversationId after, int limit) {
    return now(transport.conversationsOf(user, after, limit)).stream()
        .map(ConversationInfo::id)
        .toList();
  }

  @Test
  void timestampsAreInWholeMilliseconds() {
    time.advance(Duration.ofNanos(1_999_999));
    Talk talk = Talk.on(transport);
    talk.say("said");

    assertThat(talk.page(talk.query().withFilter(EventFilter.all())).events())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.timestamp()).isEqualTo(VirtualTime.create().now().plusMillis(1)));
  }

  @Test
  void timestampsDoNotFallWhenTheClockDoes() {
    SteppingClock clock = new SteppingClock();
    Talk talk = Talk.on(InMemoryHub.builder().timing(clock).build().transport());
    clock.millis = 1000;
    talk.say("first");
    clock.millis = 400;
    talk.say("second");

    assertThat(talk.page(talk.query()).events())
        .extracting(event -> event.timestamp().toEpochMilli())
        .containsExactly(1000L, 1000L);
  }
}
