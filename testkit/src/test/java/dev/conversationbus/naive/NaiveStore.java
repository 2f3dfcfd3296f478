package dev.conversationbus.naive;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.ConversationInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What several naive transports share. Whoever calls holds the lock. */
final class NaiveStore {

  /** What becomes of the next publication. */
  enum Fault {
    NONE,
    REFUSE,
    LOSE_ANSWER,
    LOSE_REQUEST
  }

  final Object lock = new Object();
  final List<NaiveFeed> feeds = new ArrayList<>();
  final List<Room> rooms = new ArrayList<>();
  private final List<User> users = new ArrayList<>();
  private Fault next = Fault.NONE;

  void setNext(Fault fault) {
    next = fault;
  }

  Fault takeNext() {
    Fault fault = next;
    next = Fault.NONE;
    return fault;
  }

  Room create(@Nullable String name, @Nullable String displayName) {
    if (name != null && find(name).isPresent()) {
      throw new ConflictException("conversation.name-taken", "the name " + name + " is taken");
    }
    Room room = new Room(name, displayName);
    rooms.add(room);
    return room;
  }

  Optional<Room> find(ConversationId id) {
    return rooms.stream().filter(room -> room.info().id().equals(id)).findFirst();
  }

  Optional<Room> find(String name) {
    return rooms.stream().filter(room -> name.equals(room.info().name())).findFirst();
  }

  Room room(ConversationId id) {
    return find(id)
        .orElseThrow(() -> new NotFoundException(NotFoundException.What.CONVERSATION, id.value()));
  }

  List<ConversationInfo> roomsOf(UserId user, @Nullable ConversationId after, int limit) {
    return page(
        rooms.stream().filter(room -> room.present(user).isPresent()).toList(), after, limit);
  }

  static List<ConversationInfo> page(List<Room> some, @Nullable ConversationId after, int limit) {
    List<ConversationInfo> all = some.stream().map(Room::info).toList();
    List<ConversationId> ids = all.stream().map(ConversationInfo::id).toList();
    int start = after == null ? 0 : ids.indexOf(after) + 1;
    return all.stream().skip(start).limit(limit).toList();
  }

  Optional<User> findUser(String name) {
    return users.stream().filter(user -> user.name().equals(name)).findFirst();
  }

  User user(String name) {
    return findUser(name)
        .orElseGet(
            () -> {
              User made = User.of(UserId.random(), name);
              users.add(made);
              return made;
            });
  }

  Optional<User> find(UserId id) {
    return users.stream().filter(user -> Objects.equals(user.id(), id)).findFirst();
  }

  User user(UserId id) {
    return find(id)
        .orElseThrow(() -> new NotFoundException(NotFoundException.What.MEMBER, id.value()));
  }
}
