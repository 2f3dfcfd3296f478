package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Delivery;
import dev.conversationbus.Start;
import dev.conversationbus.event.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 3, for listeners that start in the past, and for feeds that break. */
abstract class BusReplayPromises extends BusPromiseGroup {

  @Test
  @DisplayName("3: from the beginning, a listener hears everything and then what is new")
  void fromTheBeginning() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 10);
    Inbox<Body> heard = inbox();
    lunch.on("ping", Start.beginning(), heard);
    sayMany(lunch, "ping", 5);
    heard.exactly(recorded(lunch));
  }

  @Test
  @DisplayName("3: after an id, a listener hears what has larger ids")
  void afterAnId() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 10);
    Inbox<Body> heard = inbox();
    lunch.onAny(Start.afterId(7), heard);
    sayMany(lunch, "ping", 2);
    heard.exactly(List.of(8L, 9L, 10L, 11L, 12L));
  }

  @Test
  @DisplayName("3: from the last ones, a listener hears the last that it is for")
  void fromTheLastOnes() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "vote", 5);
    sayMany(lunch, "chat", 5);
    Inbox<Body> last = inbox();
    Inbox<Body> none = inbox();
    Inbox<Body> all = inbox();
    lunch.on("vote", Start.last(2), last);
    lunch.on("vote", Start.last(0), none);
    lunch.onPrefix("vo", Start.last(1000), all);
    say(lunch, "vote");
    last.exactly(List.of(4L, 5L, 11L));
    none.exactly(List.of(11L));
    all.exactly(List.of(1L, 2L, 3L, 4L, 5L, 11L));
  }

  @Test
  @DisplayName("3: live, a listener hears nothing of the past")
  void liveHearsNothingOfThePast() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 5);
    Inbox<Body> heard = inbox();
    lunch.on("ping", Start.live(), heard);
    say(lunch, "ping");
    heard.exactly(List.of(6L));
  }

  @Test
  @DisplayName("3: a typed listener hears the past as its Java type")
  void typedReplay() throws Exception {
    Conversation lunch = lunch();
    lunch.send(VOTE, PIZZA);
    say(lunch, "chat");
    Inbox<Vote> heard = inbox();
    lunch.on(VOTE, Start.beginning(), heard);
    assertEquals(PIZZA, heard.first().body());
    lunch.send(VOTE, PIZZA);
    heard.exactly(List.of(1L, 3L));
  }

  @Test
  @DisplayName("3: what was deleted is not heard, and leaves no other out")
  void deletedEventsAreNotHeard() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 4);
    lunch.delete(2);
    Inbox<Body> heard = inbox();
    lunch.on("ping", Start.beginning(), heard);
    say(lunch, "ping");
    heard.exactly(List.of(1L, 3L, 4L, 6L));
  }

  private void handsOver(Delivery delivery) throws InterruptedException {
    ConversationBus ordered = bench().bus(builder -> builder.delivery(delivery));
    Conversation lunch = ordered.newConversation().asApplication();
    sayMany(lunch, "ping", 100);
    List<Inbox<Body>> inboxes = new ArrayList<>();
    crowd(
        number -> {
          if (number > 0) {
            sayMany(lunch, "ping", 40);
            return;
          }
          for (int i = 0; i < 20; i++) {
            Inbox<Body> heard = inbox();
            inboxes.add(heard);
            lunch.on("ping", Start.afterId(i * 5L), heard);
          }
        });
    say(lunch, "ping");
    List<Long> all = recorded(lunch);
    for (int i = 0; i < inboxes.size(); i++) {
      inboxes.get(i).exactly(all.subList(i * 5, all.size()));
    }
  }

  @Test
  @DisplayName("3: the past hands over to the present without a gap or a double")
  void thePastHandsOver() throws Exception {
    handsOver(Delivery.direct());
  }

  @Test
  @DisplayName("3: the past hands over to the present on an executor, too")
  void thePastHandsOverOnAnExecutor() throws Exception {
    handsOver(Delivery.ordered(bench().pool()));
  }

  @Test
  @DisplayName("3: the past hands over to the present per listener and in short queues, too")
  void thePastHandsOverPerListener() throws Exception {
    handsOver(Delivery.perListener(bench().pool()).withQueueLimit(4));
  }

  @Test
  @DisplayName("3: from the last ones while others send, a listener hears a row without a hole")
  void fromTheLastOnesWhileOthersSend() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 50);
    List<Inbox<Body>> inboxes = new ArrayList<>();
    crowd(
        number -> {
          if (number > 0) {
            sayMany(lunch, "ping", 30);
            return;
          }
          for (int i = 0; i < 10; i++) {
            Inbox<Body> heard = inbox();
            inboxes.add(heard);
            lunch.onAny(Start.last(10), heard);
          }
        });
    long last = say(lunch, "ping").id();
    for (Inbox<Body> heard : inboxes) {
      int expected = (int) (last - heard.first().id() + 1);
      assertTrue(expected >= 11, "fewer than the last 10: " + heard.ids());
      heard.exactly(recorded(lunch).subList((int) heard.first().id() - 1, (int) last));
    }
  }

  @Test
  @DisplayName("3: a listener may start in the past from inside another one")
  void replayFromInsideAListener() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 5);
    Inbox<Body> inner = inbox();
    Inbox<Body> outer =
        inbox(
            (from, event) -> {
              if (event.id() == 6) {
                lunch.on("ping", Start.beginning(), inner);
              }
            });
    lunch.on("ping", outer);
    sayMany(lunch, "ping", 3);
    outer.exactly(List.of(6L, 7L, 8L));
    inner.exactly(recorded(lunch));
  }

  @Test
  @DisplayName("3: feeds that break are repaired without a gap or a double")
  void brokenFeedsAreRepaired() throws Exception {
    Conversation lunch = lunch();
    Inbox<Body> live = inbox();
    Inbox<Body> late = inbox();
    lunch.on("ping", live);
    sayMany(lunch, "ping", 5);
    lunch.on("ping", Start.beginning(), late);
    live.count(5);
    for (int i = 0; i < 3; i++) {
      assumeTrue(stage().setup().breakFeeds(transport()), "feeds cannot be made to break");
      sayMany(lunch, "ping", 5);
      stage().setup().letTimePass(transport(), Duration.ofSeconds(2));
    }
    say(lunch, "ping");
    live.exactly(recorded(lunch));
    late.exactly(recorded(lunch));
  }
}
