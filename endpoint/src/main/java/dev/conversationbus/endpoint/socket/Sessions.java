package dev.conversationbus.endpoint.socket;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sessions that there are, and for a while those whose sockets broke. */
final class Sessions {

  private final int limit;
  private final Map<String, Session> byId = new ConcurrentHashMap<>();
  private final Map<UserId, List<Session>> byUser = new ConcurrentHashMap<>();
  private final Cache<String, Place> parked;

  /** Where a session was when its socket broke. */
  record Place(String id, UserId user, boolean acknowledges, Map<ConversationId, Long> positions) {}

  Sessions(SocketLimits limits, Timing timing) {
    this.limit = limits.sessionsPerUser();
    this.parked =
        CacheBuilder.newBuilder()
            .maximumSize(SocketLimits.MAX_PARKED)
            .expireAfterWrite(limits.resumeWindow())
            .ticker(ticker(timing))
            .build();
  }

  private static Ticker ticker(Timing timing) {
    return new Ticker() {
      @Override
      public long read() {
        Instant now = timing.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
      }
    };
  }

  /** Adds a session; false if its user has as many as may be. */
  boolean add(Session session) {
    boolean[] added = new boolean[1];
    byUser.compute(
        session.user().id(),
        (user, present) -> {
          if (present != null && present.size() >= limit) {
            return present;
          }
          added[0] = true;
          List<Session> more = present == null ? new ArrayList<>(1) : new ArrayList<>(present);
          more.add(session);
          return List.copyOf(more);
        });
    if (added[0]) {
      byId.put(session.id(), session);
    }
    return added[0];
  }

  void remove(Session session) {
    byId.remove(session.id(), session);
    byUser.computeIfPresent(
        session.user().id(),
        (user, present) -> {
          List<Session> fewer = new ArrayList<>(present);
          fewer.remove(session);
          return fewer.isEmpty() ? null : List.copyOf(fewer);
        });
  }

  /** Keeps the place of a session whose socket broke. */
  void park(Session session) {
    parked.put(
        session.id(),
        new Place(session.id(), session.user().id(), session.acknowledges(), session.positions()));
  }

  /** {@return the place from which a user's session goes on, null if there is none} */
  @Nullable Place resume(String id, UserId user) {
    Session present = byId.get(id);
    if (present != null && present.user().id().equals(user)) {
      // The client knows before the server that the old socket is dead.
      remove(present);
      present.forgetExpiry();
      present.replaced();
      return new Place(id, user, present.acknowledges(), present.positions());
    }
    Place place = parked.getIfPresent(id);
    if (place == null || !place.user().equals(user)) {
      return null;
    }
    parked.invalidate(id);
    return place;
  }

  @Nullable Session find(String id) {
    return byId.get(id);
  }

  boolean isPresent(Session session) {
    return byId.get(session.id()) == session;
  }

  List<Session> of(UserId user) {
    return byUser.getOrDefault(user, List.of());
  }

  List<UserId> users() {
    return List.copyOf(byUser.keySet());
  }
}
