package dev.conversationbus.testkit;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import java.util.List;
import java.util.stream.IntStream;

/** Tests of one promise of the bus, which a contract pulls in as a nested class. */
abstract class BusPromiseGroup extends PromiseGroup {

  /** The body that typed events have here. */
  record Vote(String dish, int seats) {}

  static final EventType<Vote> VOTE = EventType.of("poll_vote", Vote.class);
  static final Vote PIZZA = new Vote("pizza", 2);

  abstract BusStage bench();

  @Override
  Stage stage() {
    return bench().stage();
  }

  ConversationBus bus() {
    return bench().bus();
  }

  /** A new conversation, as the application. */
  Conversation lunch() {
    return bus().newConversation().asApplication();
  }

  <T> Inbox<T> inbox() {
    return inbox((from, event) -> {});
  }

  <T> Inbox<T> inbox(EventListener<T> reaction) {
    return new Inbox<>(stage().patience(), reaction);
  }

  static CustomEvent<Body> say(Conversation conversation, String type) {
    return conversation.send(type, Body.empty());
  }

  /** Sends so many events of a type, and returns their ids. */
  static List<Long> sayMany(Conversation conversation, String type, int count) {
    return IntStream.range(0, count).mapToObj(i -> say(conversation, type).id()).toList();
  }

  /** The ids of all custom events, as the history has them. */
  static List<Long> recorded(Conversation conversation) {
    return conversation.history().stream().map(CustomEvent::id).toList();
  }
}
