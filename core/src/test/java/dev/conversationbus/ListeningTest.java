package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who is called for an event, and in which order. */
class ListeningTest {

  @AutoClose final Talk talk = Talk.open();

  private final List<String> heard = new ArrayList<>();

  private EventListener<Body> note(String who) {
    return (from, event) -> heard.add(who);
  }

  @Test
  void listenersOfTheNameComeFirstThenPatternsEachInOrder() {
    talk.bob.onAny(note("any"));
    talk.bob.onPrefix("poll_", note("prefix"));
    talk.bob.on("poll_vote", note("first"));
    talk.bob.on("poll_vote", note("second"));
    talk.bob.on("poll_closed", note("other name"));
    talk.bob.onPrefix("order_", note("other prefix"));
    talk.bob.onPrefix("", note("empty prefix"));

    talk.alice.send("poll_vote", Talk.BODY);

    assertThat(heard).containsExactly("first", "second", "any", "prefix", "empty prefix");
  }

  @Test
  void aPrefixIsALiteralBeginning() {
    talk.bob.onPrefix("poll_vote", note("prefix"));

    talk.alice.send("poll_vote", Talk.BODY);
    talk.alice.send("poll_votes", Talk.BODY);
    talk.alice.send("poll_vot", Talk.BODY);
    talk.alice.send("Poll_vote", Talk.BODY);

    assertThat(heard).hasSize(2);
  }

  @Test
  void theSameLambdaRegisteredTwiceIsCalledTwice() {
    EventListener<Body> listener = note("again");
    Subscription first = talk.bob.on("n", listener);
    Subscription second = talk.bob.on("n", listener);
    talk.alice.send("n", Talk.BODY);
    assertThat(heard).hasSize(2);

    first.close();
    talk.alice.send("n", Talk.BODY);

    assertThat(heard).hasSize(3);
    assertThat(first.isActive()).isFalse();
    assertThat(second.isActive()).isTrue();
  }

  @Test
  void theSenderHearsItsOwnEvents() {
    List<Sender> senders = new ArrayList<>();
    talk.alice.on("n", (from, event) -> senders.add(from));

    talk.alice.send("n", Talk.BODY);

    assertThat(senders).containsExactly(Sender.of(talk.alice.self().orElseThrow()));
  }

  @Test
  void aHandleWithoutSelfListens() {
    talk.room.on("n", note("no self"));

    talk.alice.send("n", Talk.BODY);

    assertThat(heard).containsExactly("no self");
  }

  @Test
  void otherConversationsAreNotHeard() {
    talk.bus.newConversation().onAny(note("elsewhere"));

    talk.alice.send("n", Talk.BODY);

    assertThat(heard).isEmpty();
  }

  @Test
  void systemEventsAreNotHeard() {
    talk.bob.onAny(note("any"));

    talk.room.join("carol");
    talk.alice.leave();

    assertThat(heard).isEmpty();
  }

  @Test
  void whatWasSentBeforeIsNotHeard() {
    talk.alice.send("n", Talk.BODY);
    talk.bob.on("n", note("late"));

    assertThat(heard).isEmpty();
  }

  @Test
  void allHandlesOfAConversationShareItsListeners() {
    talk.bob.on("n", note("bob"));

    talk.bus.conversation("lunch").asApplication().send("n", Talk.BODY);

    assertThat(heard).containsExactly("bob");
  }

  @Test
  void aNameThatCannotBeSentCannotBeListenedFor() {
    assertThatThrownBy(() -> talk.bob.on("two words", note("never")))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("type");
    assertThatThrownBy(() -> talk.bob.once("", note("never")))
        .isInstanceOf(InvalidEventException.class);
  }

  @Test
  void subscriptionsOfAGroupEndTogether() {
    Subscriptions group = new Subscriptions();
    Subscription one = group.add(talk.bob.on("n", note("one")));
    Subscription two = group.add(talk.bob.onAny(note("two")));
    assertThat(group.isActive()).isTrue();

    group.close();
    group.close();
    Subscription late = group.add(talk.bob.on("n", note("late")));
    talk.alice.send("n", Talk.BODY);

    assertThat(heard).isEmpty();
    assertThat(List.of(one, two, late, group)).noneMatch(Subscription::isActive);
  }
}
