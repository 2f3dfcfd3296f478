package dev.conversationbus;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.EventType;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A bus over a fake transport, with two members of one conversation. */
final class Talk implements AutoCloseable {

  record Vote(String dish) {}

  static final EventType<Vote> VOTE = EventType.of("poll_vote", Vote.class);
  static final Vote PIZZA = new Vote("pizza");
  static final Body BODY = Body.of(Map.of("n", 1));

  final FakeTransport transport;
  final ConversationBus bus;
  final Conversation room;
  final Conversation alice;
  final Conversation bob;

  private Talk(FakeTransport transport, UnaryOperator<ConversationBus.Builder> choices) {
    this.transport = transport;
    this.bus = choices.apply(ConversationBus.builder(transport)).build();
    this.room = bus.newConversation("lunch");
    this.alice = room.join("alice");
    this.bob = room.join("bob");
  }

  /** Opens a talk with the defaults: delivery on the caller's thread. */
  static Talk open() {
    return open(builder -> builder);
  }

  static Talk open(UnaryOperator<ConversationBus.Builder> choices) {
    return over(FakeTransport.create(), choices);
  }

  static Talk over(FakeTransport transport, UnaryOperator<ConversationBus.Builder> choices) {
    return new Talk(transport, choices);
  }

  ManualTiming time() {
    return transport.time;
  }

  FakeRoom recorded() {
    return transport.room(room);
  }

  @Override
  public void close() {
    bus.close();
  }
}
