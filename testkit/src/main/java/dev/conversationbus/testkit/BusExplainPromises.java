package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Explanation;
import dev.conversationbus.event.CustomEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 4, for what would happen, and for what nobody heard: it can be seen. */
abstract class BusExplainPromises extends BusPromiseGroup {

  private record Unheard(CustomEvent<?> event, Optional<String> didYouMean) {}

  private static List<String> listensFor(List<Explanation.Hearer> listeners) {
    return listeners.stream().map(Explanation.Hearer::listensFor).toList();
  }

  @Test
  @DisplayName("4: it is explained who would hear an event, in order, and who would not")
  void hearersAreExplained() {
    Conversation lunch = lunch();
    lunch.onAny(inbox());
    lunch.on(VOTE, inbox());
    lunch.onPrefix("poll", inbox());
    lunch.on("order", inbox());
    Explanation explanation = bus().explain(lunch, "poll_vote");
    assertEquals(lunch.id(), explanation.conversation());
    assertEquals("poll_vote", explanation.type());
    assertEquals(List.of(), explanation.violations());
    assertEquals(List.of("poll_vote", "*", "poll*"), listensFor(explanation.hearers()));
    assertEquals(List.of("order"), listensFor(explanation.others()));
    for (Explanation.Hearer hearer : explanation.hearers()) {
      assertTrue(hearer.registeredAt().contains("BusExplainPromises"), hearer.toString());
      assertFalse(hearer.reason().isEmpty());
    }
    assertTrue(explanation.toString().contains("heard by"));
  }

  @Test
  @DisplayName("4: it is explained why a name cannot be sent at all")
  void violationsAreExplained() {
    Conversation lunch = lunch();
    lunch.onAny(inbox());
    Explanation explanation = bus().explain(lunch, "two words");
    assertFalse(explanation.violations().isEmpty());
    assertEquals(List.of(), explanation.hearers());
  }

  @Test
  @DisplayName("4: a type that nobody hears is explained with one that is spelled much alike")
  void aSimilarTypeIsNamed() {
    Conversation lunch = lunch();
    lunch.on("poll_vote", inbox());
    Explanation explanation = bus().explain(lunch, "poll_votes");
    assertEquals(List.of(), explanation.hearers());
    assertEquals(Optional.of("poll_vote"), explanation.didYouMean());
  }

  @Test
  @DisplayName("4: a conversation without listeners is explained, too")
  void nobodyListensAtAll() {
    Explanation explanation = bus().explain(lunch(), "ping");
    assertEquals(List.of(), explanation.hearers());
    assertEquals(List.of(), explanation.others());
    assertEquals(Optional.empty(), explanation.didYouMean());
  }

  @Test
  @DisplayName("4: an event that nobody hears is told, with a type that is spelled much alike")
  void anUnheardEventIsTold() throws Exception {
    CompletableFuture<Unheard> told = new CompletableFuture<>();
    ConversationBus attentive =
        bench()
            .bus(
                builder ->
                    builder.onUnhandled(
                        (event, similar) -> told.complete(new Unheard(event, similar))));
    Conversation lunch = attentive.newConversation().asApplication();
    lunch.on("poll_vote", inbox());
    say(lunch, "poll_vote");
    say(lunch, "poll_votes");
    Unheard unheard = stage().get(told);
    assertEquals(2, unheard.event().id());
    assertEquals(Optional.of("poll_vote"), unheard.didYouMean());
  }
}
