package dev.conversationbus.endpoint.socket;

import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.wire.WireType;
import io.socket.socketio.server.SocketIoSocket;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A user at one socket. What happens before it is told that it is there waits, since a client takes
 * the first packet for the answer to its log-in.
 */
final class Session {

  private final String id;
  private final User user;
  private final SocketConnection connection;
  private final SocketIoSocket socket;
  private final boolean acknowledges;
  private final Map<ConversationId, Long> sent = new ConcurrentHashMap<>(4);
  private final Map<ConversationId, Long> received = new ConcurrentHashMap<>(4);
  private final Queue<Runnable> held = new ArrayDeque<>(0);
  private volatile Caller caller;
  private volatile Timing.Cancellation expiry = () -> {};
  private boolean open;
  private int unacknowledged;

  Session(
      String id,
      User user,
      Caller caller,
      SocketConnection connection,
      SocketIoSocket socket,
      boolean acknowledges) {
    this.id = id;
    this.user = user;
    this.caller = caller;
    this.connection = connection;
    this.socket = socket;
    this.acknowledges = acknowledges;
  }

  String id() {
    return id;
  }

  User user() {
    return user;
  }

  Caller caller() {
    return caller;
  }

  boolean acknowledges() {
    return acknowledges;
  }

  /** Goes on with a newer token, and forgets when the older one ends. */
  void renew(Caller newer, Timing.Cancellation newExpiry) {
    Timing.Cancellation old = expiry;
    caller = newer;
    expiry = newExpiry;
    old.cancel();
  }

  void forgetExpiry() {
    expiry.cancel();
  }

  /** Takes note that nothing up to an event is of interest, unless it is known better. */
  void startAfter(ConversationId conversation, long eventId) {
    sent.putIfAbsent(conversation, eventId);
    received.putIfAbsent(conversation, eventId);
  }

  /** Takes note that everything up to an event has been handed over. */
  void handedOver(ConversationId conversation, long eventId) {
    sent.merge(conversation, eventId, Math::max);
    received.merge(conversation, eventId, Math::max);
  }

  /** {@return the last event of each conversation that arrived, as far as can be known} */
  Map<ConversationId, Long> positions() {
    return Map.copyOf(acknowledges ? received : sent);
  }

  /** Tells the client that the session is there, and whatever has happened meanwhile. */
  void begin(RawJson success) {
    synchronized (connection) {
      socket.send("session:success", success);
      open = true;
      held.forEach(Runnable::run);
      held.clear();
    }
  }

  /** Hands on an event, once, in the order of calls. */
  void push(RecordedEvent event, Function<String, RawJson> payload) {
    synchronized (connection) {
      whenOpen(() -> deliver(event, payload));
    }
  }

  /** Hands on something that is not recorded. */
  void push(String type, RawJson payload) {
    synchronized (connection) {
      whenOpen(() -> socket.send(type, payload));
    }
  }

  private void whenOpen(Runnable task) {
    if (open) {
      task.run();
    } else if (held.size() < SocketLimits.MAX_WAITING) {
      held.add(task);
    } else {
      connection.cut("more happened than can wait until the session is there");
    }
  }

  private void deliver(RecordedEvent event, Function<String, RawJson> payload) {
    ConversationId conversation = event.conversation();
    if (event.id() <= sent.getOrDefault(conversation, 0L)) {
      return;
    }
    sent.put(conversation, event.id());
    RawJson json = payload.apply(caller.applicationId());
    String type = WireType.of(event);
    if (!acknowledges) {
      socket.send(type, json);
    } else if (unacknowledged < SocketLimits.MAX_WAITING) {
      unacknowledged++;
      socket.send(type, new Object[] {json}, answer -> acknowledged(conversation, event.id()));
    } else {
      connection.cut("too many events are not acknowledged");
    }
  }

  private void acknowledged(ConversationId conversation, long eventId) {
    unacknowledged--;
    received.merge(conversation, eventId, Math::max);
  }

  /** Ends the socket after telling why. */
  void end(String packet, RawJson why) {
    synchronized (connection) {
      socket.send(packet, why);
      socket.disconnect(false);
    }
    connection.close();
  }

  /** Closes the socket, for which another one has come. */
  void replaced() {
    connection.close();
  }
}
