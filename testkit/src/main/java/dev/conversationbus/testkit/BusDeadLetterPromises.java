package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.DeadLetter;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 4, for what a listener failed to handle: kept with its cause, retried or discarded. */
abstract class BusDeadLetterPromises extends BusPromiseGroup {

  /** A bus whose one listener fails as long as the latch is closed, and what it was sent. */
  private List<DeadLetter> failed(ConversationBus over, CountDownLatch repaired, int count)
      throws InterruptedException {
    Conversation lunch = over.newConversation().asApplication();
    Inbox<Body> heard =
        inbox(
            (from, event) -> {
              if (repaired.getCount() > 0) {
                throw new DeliberateFailure();
              }
            });
    Inbox<Body> last = inbox();
    lunch.on("ping", heard);
    lunch.on("ping", last);
    sayMany(lunch, "ping", count);
    last.count(count);
    return over.deadLetters().list();
  }

  @Test
  @DisplayName("4: a dead letter has the event, its cause, and the line that registered")
  void aDeadLetterIsKept() throws Exception {
    DeadLetter letter = failed(bus(), new CountDownLatch(1), 1).get(0);
    assertEquals(1, bus().deadLetters().size());
    assertEquals(1, letter.event().id());
    assertEquals("ping", letter.event().type().name());
    assertInstanceOf(DeliberateFailure.class, letter.cause());
    assertEquals(1, letter.attempts());
    assertTrue(
        letter.registeredAt().contains("BusDeadLetterPromises"),
        "registered at " + letter.registeredAt());
  }

  @Test
  @DisplayName("4: a dead letter that is retried with success is gone")
  void aRetriedLetterIsGone() throws Exception {
    CountDownLatch repaired = new CountDownLatch(1);
    DeadLetter letter = failed(bus(), repaired, 2).get(0);
    repaired.countDown();
    assertTrue(stage().get(bus().deadLetters().retry(letter.number())));
    assertEquals(
        List.of(2L),
        bus().deadLetters().list().stream().map(DeadLetter::event).map(CustomEvent::id).toList());
    assertFalse(stage().get(bus().deadLetters().retry(letter.number())));
  }

  @Test
  @DisplayName("4: a dead letter that fails again is kept, with one attempt more")
  void aLetterThatFailsAgainIsKept() throws Exception {
    DeadLetter letter = failed(bus(), new CountDownLatch(1), 1).get(0);
    assertFalse(stage().get(bus().deadLetters().retry(letter.number())));
    DeadLetter again = bus().deadLetters().list().get(0);
    assertEquals(letter.number(), again.number());
    assertEquals(2, again.attempts());
  }

  @Test
  @DisplayName("4: dead letters can be discarded, one or all")
  void lettersCanBeDiscarded() throws Exception {
    List<DeadLetter> letters = failed(bus(), new CountDownLatch(1), 3);
    assertEquals(3, letters.size());
    assertTrue(bus().deadLetters().discard(letters.get(1).number()));
    assertFalse(bus().deadLetters().discard(letters.get(1).number()));
    assertEquals(2, bus().deadLetters().size());
    bus().deadLetters().clear();
    assertEquals(List.of(), bus().deadLetters().list());
  }

  @Test
  @DisplayName("7: only so many dead letters are kept, the newest, and the others are counted")
  void onlySoManyLettersAreKept() throws Exception {
    ConversationBus small = bench().bus(builder -> builder.deadLetterLimit(2));
    List<DeadLetter> letters = failed(small, new CountDownLatch(1), 5);
    assertEquals(List.of(4L, 5L), letters.stream().map(letter -> letter.event().id()).toList());
    assertEquals(3, small.deadLetters().overflowed());
  }
}
