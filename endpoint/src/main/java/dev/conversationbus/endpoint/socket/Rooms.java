package dev.conversationbus.endpoint.socket;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The conversations that somebody hears. One that nobody hears costs nothing. */
final class Rooms {

  private final Transport transport;
  private final Timing timing;
  private final Sessions sessions;
  private final Map<ConversationId, Room> rooms = new ConcurrentHashMap<>();

  Rooms(Transport transport, Timing timing, Sessions sessions) {
    this.transport = transport;
    this.timing = timing;
    this.sessions = sessions;
  }

  @Nullable Room find(ConversationId conversation) {
    return rooms.get(conversation);
  }

  /** Lets a session hear a conversation; done when nothing more can be missed. */
  CompletableFuture<Room> enter(ConversationId conversation, Session session, boolean joined) {
    boolean[] made = new boolean[1];
    Room room =
        rooms.compute(
            conversation,
            (id, present) -> {
              made[0] = present == null;
              Room found = present == null ? new Room(transport, timing, sessions, id) : present;
              found.put(session, joined);
              return found;
            });
    if (made[0]) {
      room.open(Feed.LIVE);
    }
    return room.ready()
        .whenComplete(
            (ready, failure) -> {
              if (failure == null) {
                session.startAfter(conversation, room.lastId());
                if (!sessions.isPresent(session)) {
                  leaveAll(session);
                }
              } else {
                rooms.remove(conversation, room);
              }
            });
  }

  /** Lets a session hear all conversations of its user. */
  CompletableFuture<Void> enterAll(Session session) {
    return enterAll(session, null);
  }

  private CompletableFuture<Void> enterAll(Session session, @Nullable ConversationId after) {
    int limit = HistoryQuery.MAX_LIMIT;
    return transport
        .conversationsOf(session.user().id(), after, limit)
        .thenCompose(
            page -> {
              List<CompletableFuture<?>> entered = new ArrayList<>();
              for (ConversationInfo info : page) {
                Room known = rooms.get(info.id());
                if (known == null || !known.has(session)) {
                  entered.add(enterAsMember(info.id(), session));
                }
              }
              CompletableFuture<Void> all =
                  CompletableFuture.allOf(entered.toArray(CompletableFuture[]::new));
              return page.size() < limit
                  ? all
                  : all.thenCompose(ok -> enterAll(session, page.get(limit - 1).id()));
            });
  }

  private CompletableFuture<?> enterAsMember(ConversationId conversation, Session session) {
    return transport
        .findMember(conversation, session.user().id())
        .thenCompose(
            member ->
                member.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : enter(conversation, session, member.get().state() == MemberState.JOINED));
  }

  /** Makes sure that a user's sessions hear of what is about to happen to the user. */
  CompletableFuture<?> prepare(ConversationId conversation, UserId user) {
    List<CompletableFuture<?>> entered = new ArrayList<>();
    for (Session session : sessions.of(user)) {
      Room room = rooms.get(conversation);
      if (room == null || !room.knows(session)) {
        entered.add(enter(conversation, session, false));
      }
    }
    return CompletableFuture.allOf(entered.toArray(CompletableFuture[]::new));
  }

  /** Ends what a session hears. */
  void leaveAll(Session session) {
    for (ConversationId conversation : rooms.keySet()) {
      Room[] empty = new Room[1];
      rooms.computeIfPresent(
          conversation,
          (id, room) -> {
            if (room.knows(session) && room.remove(session)) {
              empty[0] = room;
              return null;
            }
            return room;
          });
      if (empty[0] != null) {
        empty[0].close();
      }
    }
  }

  void close() {
    rooms.values().forEach(Room::close);
    rooms.clear();
  }
}
