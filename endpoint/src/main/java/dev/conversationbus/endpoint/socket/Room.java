package dev.conversationbus.endpoint.socket;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.JsonWriter;
import dev.conversationbus.wire.MalformedJsonException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A conversation with one feed for all the sessions that are to hear it. */
final class Room implements FeedObserver {

  private static final Duration BEFORE_REOPENING = Duration.ofSeconds(1);

  private final Transport transport;
  private final Timing timing;
  private final Sessions sessions;
  private final ConversationId conversation;

  /** Whether each session's user has joined; who has not hears only what is about itself. */
  private final Map<Session, Boolean> inside = new ConcurrentHashMap<>(4);

  private final CompletableFuture<Room> ready = new CompletableFuture<>();
  private final Object opening = new Object();
  private @Nullable Feed feed;
  private boolean closed;
  private volatile long lastId;

  Room(Transport transport, Timing timing, Sessions sessions, ConversationId conversation) {
    this.transport = transport;
    this.timing = timing;
    this.sessions = sessions;
    this.conversation = conversation;
  }

  /** {@return done when everything recorded from then on will be heard} */
  CompletableFuture<Room> ready() {
    return ready;
  }

  long lastId() {
    return lastId;
  }

  void put(Session session, boolean joined) {
    if (joined) {
      inside.put(session, true);
    } else {
      inside.putIfAbsent(session, false);
    }
  }

  boolean has(Session session) {
    return inside.getOrDefault(session, false);
  }

  boolean knows(Session session) {
    return inside.containsKey(session);
  }

  /** Removes a session; true if it was the last. */
  boolean remove(Session session) {
    inside.remove(session);
    return inside.isEmpty();
  }

  void open(long after) {
    CompletableFuture<?> unused =
        transport
            .open(conversation, after, this)
            .whenComplete(
                (opened, failure) -> {
                  if (opened == null) {
                    ready.completeExceptionally(
                        failure == null ? new IllegalStateException("no feed") : failure);
                    return;
                  }
                  keep(opened);
                });
  }

  private void keep(Feed opened) {
    boolean late;
    synchronized (opening) {
      late = closed;
      feed = opened;
    }
    if (late) {
      opened.close();
    }
    lastId = Math.max(lastId, opened.startedAfter());
    ready.complete(this);
  }

  void close() {
    Feed open;
    synchronized (opening) {
      closed = true;
      open = feed;
    }
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void onEvent(RecordedEvent event) {
    lastId = event.id();
    String change = event.kind() == EventKind.SYSTEM ? event.name() : "";
    UserId about = change.startsWith("member:") ? subject(event) : null;
    if (about != null && change.equals(RecordedEvent.MEMBER_JOINED)) {
      for (Session session : sessions.of(about)) {
        session.startAfter(conversation, event.id() - 1);
        inside.replace(session, true);
      }
    }
    Map<String, RawJson> byApplication = new HashMap<>();
    Function<String, RawJson> payload =
        application -> byApplication.computeIfAbsent(application, known -> json(event, known));
    inside.forEach(
        (session, joined) -> {
          if (joined || session.user().id().equals(about)) {
            session.push(event, payload);
          }
        });
    if (about != null && change.equals(RecordedEvent.MEMBER_LEFT)) {
      inside.replaceAll((session, joined) -> joined && !session.user().id().equals(about));
    }
  }

  /** Hands on what is not recorded to whoever has joined. */
  void broadcast(String type, RawJson payload) {
    inside.forEach(
        (session, joined) -> {
          if (joined) {
            session.push(type, payload);
          }
        });
  }

  private static RawJson json(RecordedEvent event, String application) {
    JsonWriter json = new JsonWriter();
    EventJson.writePush(json, event, application);
    return RawJson.of(json.toBytes());
  }

  private static @Nullable UserId subject(RecordedEvent event) {
    try {
      JsonValue user = JsonValue.parse(event.body().bytes()).get("user");
      String id = user == null ? null : user.textOf("id");
      return id == null ? null : UserId.of(id);
    } catch (MalformedJsonException | IllegalArgumentException e) {
      // Another transport's event about a member says it in another way.
      return null;
    }
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    // A client sees the hole in the ids, and asks for what it misses.
    lastId = toId;
  }

  @Override
  public void onBroken(@Nullable Throwable cause) {
    synchronized (opening) {
      if (closed) {
        return;
      }
    }
    Timing.Cancellation unused = timing.after(BEFORE_REOPENING, () -> reopen());
  }

  private void reopen() {
    synchronized (opening) {
      if (closed) {
        return;
      }
    }
    open(lastId);
  }
}
