package dev.conversationbus.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Start;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.naive.NaiveTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {

  record Vote(String dish) {}

  private static final EventType<Vote> VOTE = EventType.of("poll_vote", Vote.class);
  private static final Map<String, String> PIZZA = Map.of("dish", "pizza");

  private final ConversationBus bus = ConversationBus.over(NaiveTransport.create());
  private Conversation lunch;
  private Conversation alice;
  private RecordedEvents heard;

  @BeforeEach
  void open() {
    lunch = bus.newConversation("lunch");
    alice = lunch.join("alice");
    heard = RecordedEvents.of(lunch).within(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    heard.close();
    bus.close();
  }

  private RecordedEvents now() {
    return heard.within(Duration.ZERO);
  }

  @Test
  void receivedReturnsTheFirstWithItsBodyRead() {
    alice.send(VOTE, new Vote("pizza"));
    alice.send(VOTE, new Vote("pasta"));
    CustomEvent<Vote> first = heard.received(VOTE);
    assertThat(first.body()).isEqualTo(new Vote("pizza"));
    assertThat(first.from().name()).isEqualTo("alice");
    assertThat(heard.received("poll_vote").body().toJson()).isEqualTo("{\"dish\":\"pizza\"}");
  }

  @Test
  void receivedWaitsForAnotherThread() throws Exception {
    CountDownLatch asserting = new CountDownLatch(1);
    Thread sender =
        new Thread(
            () -> {
              try {
                asserting.await();
                alice.send("poll_vote", PIZZA);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sender.start();
    // The first look finds nothing, and lets the other thread go on.
    heard.expect("other").in(lunch).where(body -> true).times(0);
    asserting.countDown();
    heard.received("poll_vote");
    sender.join();
  }

  @Test
  void receivedFailsWhenTheTimeIsOver() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> heard.within(Duration.ofMillis(20)).received("poll_vote"))
        .withMessage("expected at least 1 of poll_vote within PT0.02S, found 0\nheard nothing");
  }

  @Test
  void timesHoldsForExactlySoMany() {
    alice.send("poll_vote", PIZZA);
    alice.send("poll_vote", PIZZA);
    assertThat(heard.times(2, "poll_vote")).extracting(CustomEvent::id).containsExactly(2L, 3L);
    assertThat(heard.times(2, VOTE)).hasSize(2);
    assertThat(heard.times(0, "poll_closed")).isEmpty();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> now().times(1, "poll_vote"))
        .withMessageStartingWith("expected exactly 1 of poll_vote within PT0S, found 2");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> now().times(3, VOTE))
        .withMessageStartingWith("expected exactly 3 of poll_vote within PT0S, found 2");
  }

  @Test
  void atLeastHoldsForMore() {
    for (int i = 0; i < 3; i++) {
      alice.send("poll_vote", PIZZA);
    }
    assertThat(heard.expect("poll_vote").atLeast(2)).hasSize(3);
    assertThatThrownBy(() -> now().expect("poll_vote").atLeast(4))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("expected at least 4 of poll_vote within PT0S, found 3");
  }

  @Test
  void neverHoldsForWhatIsNotHeard() {
    alice.send("poll_vote", PIZZA);
    heard.within(Duration.ofMillis(20)).never("poll_closed");
    heard.within(Duration.ofMillis(20)).never(EventType.map("poll_closed"));
  }

  @Test
  void neverFailsAsSoonAsOneIsHeard() {
    alice.send("poll_vote", PIZZA);
    assertThatThrownBy(() -> heard.within(Duration.ofDays(1)).never(VOTE))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("expected none of poll_vote within PT24H, found 1")
        .hasMessageContaining("   <- this");
  }

  @Test
  void inOrderAllowsOthersBetween() {
    for (String type : List.of("poll_opened", "chat", "poll_vote", "chat", "poll_closed")) {
      alice.send(type, Map.of());
    }
    heard.inOrder("poll_opened", "poll_vote", "poll_closed");
    heard.inOrder(EventType.map("chat"), VOTE, EventType.map("chat"));
    heard.inOrder(heard.expect("chat").from("alice"), heard.expect("poll_closed"));
    heard.inOrder(new String[0]);
  }

  @Test
  void inOrderFailsForAnotherOrder() {
    alice.send("poll_closed", Map.of());
    alice.send("poll_opened", Map.of());
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> now().inOrder("poll_opened", "poll_closed"))
        .withMessageStartingWith(
            "expected in this order [poll_opened, poll_closed] within PT0S, found 1 of 2, then"
                + " waited for poll_closed")
        .withMessageContaining("lunch #2 poll_closed from alice, 2 bytes, ")
        .withMessageContaining("   <- too early")
        .withMessageContaining("   <- 1.");
  }

  @Test
  void severalConversationsAreHeard() {
    Conversation dinner = bus.newConversation("dinner");
    heard.listenTo(dinner);
    alice.send("poll_vote", PIZZA);
    dinner.join("bob").send("poll_vote", PIZZA);
    assertThat(heard.times(2, "poll_vote"))
        .extracting(CustomEvent::conversation)
        .containsExactly(lunch.id(), dinner.id());
    assertThat(heard.expect("poll_vote").in(dinner).times(1).get(0).from().name()).isEqualTo("bob");
  }

  @Test
  void thePastIsHeardIfAskedFor() {
    alice.send("poll_vote", PIZZA);
    RecordedEvents late = RecordedEvents.of().listenTo(lunch, Start.beginning());
    late.times(1, "poll_vote");
    late.close();
  }

  @Test
  void nothingIsHeardOnceClosed() {
    alice.send("poll_vote", PIZZA);
    heard.close();
    heard.close();
    alice.send("poll_vote", PIZZA);
    assertThat(heard.all()).hasSize(1);
    heard.times(1, "poll_vote");
  }

  @Test
  void clearForgets() {
    alice.send("poll_vote", PIZZA);
    heard.clear();
    assertThat(heard.all()).isEmpty();
    now().never("poll_vote");
    alice.send("poll_vote", PIZZA);
    assertThat(heard.received("poll_vote").id()).isEqualTo(3);
  }

  @Test
  void bodiesAreReadWithTheCodecThatIsGiven() {
    BodyCodec shouting =
        BodyCodec.of(
            (value, out) -> {}, (json, type) -> new Vote(new String(json, 9, 5, US_ASCII)));
    alice.send("poll_vote", PIZZA);
    assertThat(heard.reading(shouting).received(VOTE).body()).isEqualTo(new Vote("pizza"));
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> heard.received("poll_vote"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aNegativeTimeIsRefused() {
    assertThatThrownBy(() -> heard.within(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
