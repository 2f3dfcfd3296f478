package dev.conversationbus.endpoint.socket;

import dev.conversationbus.endpoint.auth.Authenticator;
import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.endpoint.auth.RefusedTokenException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a socket gets its session, goes on with an old one, and loses it. */
final class LogIn {

  private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);
  private static final Duration LONGEST_LIFE = Duration.ofDays(2);
  private static final String TOO_MANY = "session:error:max-open-sessions";

  private final Transport transport;
  private final Authenticator authenticator;
  private final Timing timing;
  private final Sessions sessions;
  private final Rooms rooms;

  LogIn(
      Transport transport,
      Authenticator authenticator,
      Timing timing,
      Sessions sessions,
      Rooms rooms) {
    this.transport = transport;
    this.authenticator = authenticator;
    this.timing = timing;
    this.sessions = sessions;
    this.rooms = rooms;
  }

  void begin(Client client, Greeting greeting) {
    Caller caller;
    try {
      caller = authenticator.authenticate(greeting.token());
    } catch (RefusedTokenException e) {
      boolean expired = e.reason() == RefusedTokenException.Reason.EXPIRED;
      client.refuse(
          greeting,
          (expired ? ProblemCode.EXPIRED_TOKEN : ProblemCode.INVALID_TOKEN).code(),
          String.valueOf(e.getMessage()));
      return;
    }
    String name = caller.user();
    if (name == null) {
      client.refuse(greeting, "user:error:invalid-user", "a session is for a user's token");
    } else if (!caller.permissions().allow("POST", "/v1/sessions")
        && !caller.permissions().allow("GET", "/v2/rtc")) {
      client.refuse(
          greeting,
          ProblemCode.PERMISSION.code(),
          "the token's acl opens neither sessions nor rtc");
    } else {
      CompletableFuture<?> unused =
          transport
              .user(name)
              .thenCompose(user -> open(client, greeting, caller, user))
              .exceptionally(
                  failure -> {
                    LOG.warn("a session could not be opened", failure);
                    client.refuse(
                        greeting, ProblemCode.INTERNAL.code(), "the server's log has more");
                    return null;
                  });
    }
  }

  private CompletableFuture<@Nullable Void> open(
      Client client, Greeting greeting, Caller caller, User user) {
    String wanted = greeting.sessionId();
    Sessions.Place place = wanted == null ? null : sessions.resume(wanted, user.id());
    Session session =
        new Session(
            place == null ? "SES-" + UUID.randomUUID() : place.id(),
            user,
            caller,
            client.connection(),
            client.socket(),
            greeting.acknowledges() || (place != null && place.acknowledges()));
    if (place != null) {
      place.positions().forEach(session::startAfter);
    }
    if (!sessions.add(session)) {
      client.refuse(greeting, TOO_MANY, "the user has as many sessions as may be");
      return CompletableFuture.completedFuture(null);
    }
    return rooms
        .enterAll(session)
        .thenCompose(
            ok ->
                place == null
                    ? CompletableFuture.completedFuture(List.of())
                    : missed(session, place))
        .thenAccept(
            pending -> {
              if (!client.accept(session)) {
                park(session);
                return;
              }
              session.renew(caller, expiry(session, caller));
              session.begin(
                  Packets.success(
                      greeting.rid(), session.id(), user, pending, caller.applicationId()));
            })
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                end(session);
              }
            });
  }

  /** {@return what happened since, in id order per conversation, up to a bound} */
  private CompletableFuture<List<RecordedEvent>> missed(Session session, Sessions.Place place) {
    List<RecordedEvent> all = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<?> chain = CompletableFuture.completedFuture(null);
    for (Map.Entry<ConversationId, Long> entry : place.positions().entrySet()) {
      Room room = rooms.find(entry.getKey());
      if (room != null && room.has(session)) {
        chain = chain.thenCompose(ok -> missed(session, entry.getKey(), entry.getValue(), all));
      }
    }
    return chain.thenApply(ok -> all);
  }

  private CompletableFuture<?> missed(
      Session session, ConversationId conversation, long after, List<RecordedEvent> all) {
    int room = SocketLimits.MAX_PENDING - all.size();
    if (room <= 0) {
      return CompletableFuture.completedFuture(null);
    }
    return transport
        .history(
            HistoryQuery.of(conversation)
                .withFilter(EventFilter.all())
                .includingDeleted()
                .after(after)
                .withLimit(room))
        .thenAccept(
            page -> {
              all.addAll(page.events());
              for (RecordedEvent event : page.events()) {
                session.handedOver(conversation, event.id());
              }
            });
  }

  private Timing.Cancellation expiry(Session session, Caller caller) {
    Instant now = timing.instant();
    if (caller.expires().isAfter(now.plus(LONGEST_LIFE))) {
      return () -> {};
    }
    return timing.after(Duration.between(now, caller.expires()), () -> expire(session, caller));
  }

  private void expire(Session session, Caller caller) {
    if (session.caller().equals(caller)) {
      end(session);
      session.end(
          ProblemCode.EXPIRED_TOKEN.code(),
          Packets.refusal(null, ProblemCode.EXPIRED_TOKEN.code(), "the token has expired"));
    }
  }

  /** Lets a session go on with a newer token of the same user. */
  void renew(Session session, Caller newer) {
    session.renew(newer, expiry(session, newer));
  }

  /** Ends a session for good. */
  void end(Session session) {
    session.forgetExpiry();
    sessions.remove(session);
    rooms.leaveAll(session);
  }

  /** Ends a session that may come back. */
  void park(Session session) {
    if (sessions.isPresent(session)) {
      sessions.park(session);
    }
    end(session);
  }
}
