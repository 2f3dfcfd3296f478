package dev.conversationbus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.naive.NaiveTransport;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualPatienceTest {

  private final ConversationBus bus = ConversationBus.over(NaiveTransport.create());
  private volatile Duration moved = Duration.ZERO;
  private Conversation alice;
  private RecordedEvents heard;

  @BeforeEach
  void open() {
    alice = bus.newConversation().join("alice");
    heard = RecordedEvents.of(alice).within(Duration.ofHours(1)).advancing(sendingAfter(30));
  }

  @AfterEach
  void close() {
    heard.close();
    bus.close();
  }

  /** A time in which an event is sent once so many minutes have passed. */
  private Consumer<Duration> sendingAfter(int minutes) {
    Duration due = Duration.ofMinutes(minutes);
    return step -> {
      Duration before = moved;
      moved = before.plus(step);
      if (before.compareTo(due) < 0 && moved.compareTo(due) >= 0) {
        alice.send("reminder", Map.of());
      }
    };
  }

  @Test
  void receivedMovesTheTimeUntilItHolds() {
    heard.received("reminder");
    assertThat(moved).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(34));
  }

  @Test
  void receivedDoesNotMoveTheTimeForWhatWasHeard() {
    alice.send("chat", Map.of());
    heard.received("chat");
    assertThat(moved).isZero();
  }

  @Test
  void neverMovesTheTimeToItsLimit() {
    heard.never("chat");
    assertThat(moved).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void neverFailsForWhatIsSentMeanwhile() {
    assertThatThrownBy(() -> heard.never("reminder"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "expected none of reminder within PT1H of the test's own time, found 1");
  }

  @Test
  void neverDoesNotLookBeyondItsLimit() {
    heard.within(Duration.ofMinutes(29)).never("reminder");
    assertThat(moved).isEqualTo(Duration.ofMinutes(29));
    heard.within(Duration.ofMinutes(1)).times(1, "reminder");
  }

  @Test
  void anUnevenLimitIsMovedExactly() {
    heard.within(Duration.ofNanos(59)).never("reminder");
    assertThat(moved).isEqualTo(Duration.ofNanos(59));
  }
}
