package dev.conversationbus.examples;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.inmemory.InMemoryTransport;

/** The first example: two colleagues choose their lunch. */
public final class LunchVote {

  private LunchVote() {}

  record Vote(String dish) {}

  private static final EventType<Vote> VOTE = EventType.of("poll_vote", Vote.class);

  /** Prints the vote that is heard, and the number under which it was recorded. */
  public static void main(String[] args) {
    try (ConversationBus bus = ConversationBus.over(InMemoryTransport.create())) {
      Conversation lunch = bus.newConversation("lunch");
      Conversation alice = lunch.join("alice");
      Conversation bob = lunch.join("bob");

      bob.on(VOTE, (from, e) -> System.out.println(from.name() + " votes " + e.body().dish()));

      CustomEvent<Vote> sent = alice.send(VOTE, new Vote("pizza"));
      System.out.println("recorded as event " + sent.id());
    }
  }
}
