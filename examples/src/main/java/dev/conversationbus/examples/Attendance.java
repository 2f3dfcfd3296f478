package dev.conversationbus.examples;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.error.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The conversations that the events named so far, and who sent in them. Both are kept, and so are
 * limited: a file may name new ones for ever.
 */
final class Attendance {

  private final ConversationBus bus;
  private final Limits limits;
  private final Consumer<Conversation> onNewConversation;
  private final Map<String, Room> rooms = new HashMap<>();
  private int members;

  /** Calls {@code onNewConversation} with each conversation, before anybody sends in it. */
  Attendance(ConversationBus bus, Limits limits, Consumer<Conversation> onNewConversation) {
    this.bus = bus;
    this.limits = limits;
    this.onNewConversation = onNewConversation;
  }

  /**
   * How much is kept.
   *
   * @param conversations how many
   * @param members how many in all conversations together; who is in two of them counts twice
   */
  record Limits(int conversations, int members) {

    static final Limits DEFAULT = new Limits(100_000, 200_000);
  }

  private record Room(Conversation conversation, Map<String, Conversation> members) {}

  /** {@return why the sender of an event cannot be let in; empty if there is room} */
  Optional<Violation> objection(String conversation, String from) {
    Room room = rooms.get(conversation);
    if (room != null && room.members().containsKey(from)) {
      return Optional.empty();
    }
    if (room == null && rooms.size() == limits.conversations()) {
      return full("conversation", "one conversation more", limits.conversations());
    }
    if (members == limits.members()) {
      return full("from", "one member more", limits.members());
    }
    return Optional.empty();
  }

  /** {@return the handle that sends as a user; creates the conversation and lets the user join} */
  Conversation member(String conversation, String from) {
    Room room = rooms.get(conversation);
    if (room == null) {
      room = new Room(bus.newConversation(conversation), new HashMap<>(4));
      rooms.put(conversation, room);
      onNewConversation.accept(room.conversation());
    }
    Conversation member = room.members().get(from);
    if (member == null) {
      member = room.conversation().join(from);
      room.members().put(from, member);
      members++;
    }
    return member;
  }

  private static Optional<Violation> full(String field, String found, int limit) {
    return Optional.of(Violation.of(field + ".limit", field, found, limit + " in one run"));
  }
}
