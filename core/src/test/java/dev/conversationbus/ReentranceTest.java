package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sending, subscribing and ending subscriptions from inside a listener are legal. */
class ReentranceTest {

  @AutoClose final Talk talk = Talk.open();

  private final List<String> heard = new ArrayList<>();

  @Test
  void anEventSentFromAListenerIsDeliveredWhenItHasReturned() {
    talk.bob.on(
        "ping",
        (from, event) -> {
          heard.add("ping begins");
          talk.bob.send("pong", Talk.BODY);
          heard.add("ping ends");
        });
    talk.bob.on("ping", (from, event) -> heard.add("second ping"));
    talk.bob.on("pong", (from, event) -> heard.add("pong"));

    talk.alice.send("ping", Talk.BODY);

    assertThat(heard).containsExactly("ping begins", "ping ends", "second ping", "pong");
  }

  @Test
  void aHundredThousandChainedSendsDoNotDeepenTheStack() {
    List<Long> ids = new ArrayList<>();
    talk.bob.on(
        "n",
        (from, event) -> {
          ids.add(event.id());
          if (ids.size() <= 100_000) {
            talk.bob.send("n", Talk.BODY);
          }
        });

    long first = talk.alice.send("n", Talk.BODY).id();

    assertThat(ids).hasSize(100_001).isSorted().first().isEqualTo(first);
  }

  @Test
  void aListenerThatEndsItselfIsNotCalledAgain() {
    List<Subscription> own = new ArrayList<>();
    own.add(
        talk.bob.on(
            "n",
            (from, event) -> {
              heard.add("last");
              own.get(0).close();
            }));

    talk.alice.send("n", Talk.BODY);
    talk.alice.send("n", Talk.BODY);

    assertThat(heard).containsExactly("last");
  }

  @Test
  void aListenerThatEndsOneBehindItKeepsItFromTheSameEvent() {
    List<Subscription> behind = new ArrayList<>();
    talk.bob.on("n", (from, event) -> behind.forEach(Subscription::close));
    behind.add(talk.bob.on("n", (from, event) -> heard.add("behind")));
    behind.add(talk.bob.onAny((from, event) -> heard.add("any")));

    talk.alice.send("n", Talk.BODY);

    assertThat(heard).isEmpty();
  }

  @Test
  void aListenerAddedByAListenerHearsTheNextEventFirst() {
    for (int standing = 1; standing <= 6; standing++) {
      String name = "n" + standing;
      List<Long> added = new ArrayList<>();
      for (int i = 0; i < standing; i++) {
        List<Subscription> once = new ArrayList<>();
        talk.bob.on(
            name,
            (from, event) -> {
              if (once.isEmpty()) {
                once.add(talk.bob.on(name, (f, e) -> added.add(e.id())));
                once.add(talk.bob.onPrefix(name, (f, e) -> added.add(e.id())));
                once.add(talk.bob.onAny((f, e) -> added.add(e.id())));
              }
            });
      }
      talk.alice.send(name, Talk.BODY);
      assertThat(added).as("heard of the event that added them, %s standing", standing).isEmpty();

      long next = talk.alice.send(name, Talk.BODY).id();

      assertThat(added).hasSize(3 * standing).containsOnly(next);
    }
  }

  @Test
  void aListenerAddedByAListenerOfAnotherConversationIsHeardThere() {
    Conversation other = talk.bus.newConversation().asApplication();
    talk.bob.on("n", (from, event) -> other.on("m", (f, e) -> heard.add("m")));

    talk.alice.send("n", Talk.BODY);
    other.send("m", Talk.BODY);

    assertThat(heard).containsExactly("m");
  }
}
