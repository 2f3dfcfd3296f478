package dev.conversationbus.examples;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.inmemory.InMemoryTransport;
import java.util.Map;

/** A custom event from end to end: log in, get the conversation, listen, send, print the body. */
public final class CustomEventExample {

  private CustomEventExample() {}

  /** Prints the body of the event that was sent. */
  public static void main(String[] args) {
    // Log in: over another transport this is where the token goes.
    try (ConversationBus bus = ConversationBus.over(InMemoryTransport.create())) {
      bus.newConversation("support");

      Conversation conversation = bus.conversation("support").join("alice");

      conversation.on(
          "my_custom_event", (from, event) -> System.out.println(event.body().toJson()));

      conversation
          .sendAsync("my_custom_event", Map.of("your", "data"))
          .thenAccept(event -> System.out.println("sent as event " + event.id()))
          .join();
    }
  }
}
