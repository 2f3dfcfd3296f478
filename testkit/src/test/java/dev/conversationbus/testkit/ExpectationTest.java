package dev.conversationbus.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.event.EventType;
import dev.conversationbus.naive.NaiveTransport;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  record Vote(int dish) {}

  private static final EventType<Vote> VOTE = EventType.of("poll_vote", Vote.class);

  private final ConversationBus bus = ConversationBus.over(NaiveTransport.create());
  private Conversation lunch;
  private Conversation dinner;
  private Conversation alice;
  private Conversation bob;
  private RecordedEvents heard;

  @BeforeEach
  void open() {
    lunch = bus.newConversation("lunch");
    dinner = bus.newConversation();
    alice = lunch.join("alice");
    bob = dinner.join("bob");
    heard = RecordedEvents.of(lunch, dinner).within(Duration.ZERO);
  }

  @AfterEach
  void close() {
    heard.close();
    bus.close();
  }

  private static String messageOf(Expectation<?> expectation) {
    AssertionError error = catchThrowableOfType(AssertionError.class, expectation::received);
    return requireNonNull(error.getMessage());
  }

  @Test
  void narrowingHoldsTogether() {
    alice.send(VOTE, new Vote(1));
    bob.send(VOTE, new Vote(2));
    bob.send(VOTE, new Vote(3));
    assertThat(
            heard
                .expect(VOTE)
                .in(dinner)
                .from(bob.self().orElseThrow())
                .where("an odd dish", vote -> vote.dish() % 2 == 1)
                .times(1)
                .get(0)
                .body())
        .isEqualTo(new Vote(3));
    assertThat(heard.expect(VOTE).where(vote -> vote.dish() < 3).times(2)).hasSize(2);
  }

  @Test
  void aFailureNamesEverythingThatWasAskedFor() {
    Expectation<Vote> expectation =
        heard.expect(VOTE).in(lunch).from("carol").where("dish 7", vote -> vote.dish() == 7);
    assertThat(expectation).hasToString("poll_vote in lunch from carol where dish 7");
    assertThat(messageOf(expectation))
        .startsWith(
            "expected at least 1 of poll_vote in lunch from carol where dish 7 within PT0S");
  }

  @Test
  void theSameTypeElsewhereIsANearMiss() {
    bob.send(VOTE, new Vote(1));
    assertThat(messageOf(heard.expect(VOTE).in(lunch)))
        .contains(dinner.id() + " #2 poll_vote from bob, 10 bytes, ")
        .endsWith("   <- in another conversation");
  }

  @Test
  void theSameTypeFromSomebodyElseIsANearMiss() {
    alice.send(VOTE, new Vote(1));
    assertThat(messageOf(heard.expect(VOTE).from("bob"))).endsWith("   <- from somebody else");
  }

  @Test
  void aRefusedBodyIsANearMiss() {
    alice.send(VOTE, new Vote(1));
    assertThat(messageOf(heard.expect(VOTE).where("dish 7", vote -> vote.dish() == 7)))
        .endsWith("   <- its body is refused by: dish 7");
    assertThat(messageOf(heard.expect(VOTE).where(vote -> false)))
        .endsWith("   <- its body is refused by: a predicate accepts it");
  }

  @Test
  void severalReasonsAreAllNamed() {
    bob.send(VOTE, new Vote(1));
    assertThat(messageOf(heard.expect(VOTE).in(lunch).from("alice").where("none", v -> false)))
        .endsWith(
            "   <- in another conversation, from somebody else, its body is refused by: none");
  }

  @Test
  void aBodyThatDoesNotFitIsANearMiss() {
    alice.send("poll_vote", Map.of("dish", "pizza"));
    assertThat(messageOf(heard.expect(VOTE)))
        .endsWith("   <- its body does not fit " + Vote.class.getName());
  }

  @ParameterizedTest
  @CsvSource({
    "poll_vote, poll_votes",
    "poll_vote, pollvote",
    "poll_vote, Poll-Vote",
    "poll_vote, pol_vot",
    "order, ordre",
    "ping, pong",
    "a, b"
  })
  void aSimilarTypeIsANearMiss(String expected, String sent) {
    alice.send(sent, Map.of());
    assertThat(messageOf(heard.expect(expected))).endsWith("   <- a similar type");
  }

  @ParameterizedTest
  @CsvSource({
    "poll_vote, poll_closed",
    "poll_vote, poll",
    "ping, post",
    "order, ticket",
    "vote, votings"
  })
  void anotherTypeIsNone(String expected, String sent) {
    alice.send(sent, Map.of());
    assertThat(messageOf(heard.expect(expected))).doesNotContain("<-").contains(sent);
  }

  @Test
  void aBodyIsNeverPrinted() {
    alice.send("poll_vote", Map.of("dish", "secret"));
    assertThat(messageOf(heard.expect("poll_votes"))).doesNotContain("secret").contains("17 bytes");
  }

  @Test
  void onlyTheLastOfManyArePrinted() {
    for (int i = 0; i < 203; i++) {
      alice.send("chat", Map.of());
    }
    assertThat(messageOf(heard.expect("poll_vote")))
        .contains("heard 203 events:", "(the first 3 are left out)", " #204 chat")
        .doesNotContain(" #4 chat");
  }

  @Test
  void whatWasNotKeptIsSaid() {
    Recording small = new Recording(2);
    RecordedEvents bounded = new RecordedEvents(small).listenTo(lunch);
    for (int i = 0; i < 5; i++) {
      alice.send("chat", Map.of());
    }
    String notKept = "; 3 further events were not kept, clear() the recorder in time";
    bounded.expect("chat").atLeast(2);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> bounded.times(2, "chat"))
        .withMessageContaining(notKept);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> bounded.never("poll_vote"))
        .withMessageContaining(notKept);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> bounded.inOrder("chat", "poll_vote"))
        .withMessageContaining(notKept);
    bounded.clear();
    alice.send("chat", Map.of());
    bounded.times(1, "chat");
    bounded.close();
  }
}
