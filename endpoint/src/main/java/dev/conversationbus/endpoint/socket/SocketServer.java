package dev.conversationbus.endpoint.socket;

import dev.conversationbus.endpoint.auth.Authenticator;
import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import io.socket.engineio.server.EngineIoServer;
import io.socket.engineio.server.EngineIoServerOptions;
import io.socket.socketio.server.SocketIoServer;
import io.socket.socketio.server.SocketIoSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Live delivery over socket.io, to the protocols of both generations of clients. Every event of a
 * conversation is pushed to all sessions of all joined members.
 *
 * <p>Has one daemon thread, {@code conversation-bus-endpoint-socket}, for heartbeats.
 */
public final class SocketServer implements AutoCloseable {

  private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor heartbeats =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "conversation-bus-endpoint-socket");
            thread.setDaemon(true);
            return thread;
          });
  private final SocketLimits limits;
  private final Timing timing;
  private final Sessions sessions;
  private final Rooms rooms;
  private final LogIn logIn;
  private final EngineIoServer engine;
  private final Map<String, SocketConnection> connections = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private int looked;

  /** A session, as it is listed. */
  public record SessionInfo(String id, UserId user) {}

  /** Makes a server without sockets. */
  public SocketServer(
      Transport transport, Authenticator authenticator, Timing timing, SocketLimits limits) {
    this.limits = limits;
    this.timing = timing;
    this.sessions = new Sessions(limits, timing);
    this.rooms = new Rooms(transport, timing, sessions);
    this.logIn = new LogIn(transport, authenticator, timing, sessions, rooms);
    heartbeats.setRemoveOnCancelPolicy(true);
    EngineIoServerOptions options =
        EngineIoServerOptions.newFromDefault()
            .setPingInterval(limits.pingInterval().toMillis())
            .setPingTimeout(limits.pingTimeout().toMillis())
            .setCorsHandlingDisabled(true);
    options.setScheduledExecutorService(heartbeats);
    this.engine = new EngineIoServer(options);
    new SocketIoServer(engine)
        .namespace("/")
        .on("connection", arguments -> connected((SocketIoSocket) arguments[0]));
    lookUpLater();
  }

  /** {@return whether sockets are opened at a path} */
  public static boolean isPath(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.equals("/rtc") || trimmed.equals("/v2/rtc");
  }

  /** {@return the bounds} */
  public SocketLimits limits() {
    return limits;
  }

  /** Takes a WebSocket that has opened. */
  public void accept(SocketConnection connection) {
    connections.put(connection.key(), connection);
    connection.on("close", arguments -> connections.remove(connection.key()));
    engine.handleWebSocket(connection);
  }

  private void connected(SocketIoSocket socket) {
    SocketConnection connection = connections.get(SocketConnection.keyIn(socket.getInitialQuery()));
    if (connection != null) {
      new Client(connection, socket, logIn).start(timing, limits);
    }
  }

  /** Makes sure that a user's sessions hear of what is about to happen to the user. */
  public CompletableFuture<?> prepare(ConversationId conversation, UserId user) {
    return rooms.prepare(conversation, user);
  }

  /** Hands what is not recorded to all sessions of all joined members. */
  public void broadcast(ConversationId conversation, String type, byte[] json) {
    Room room = rooms.find(conversation);
    if (room != null) {
      room.broadcast(type, RawJson.of(json));
    }
  }

  /** {@return a session, if it is there} */
  public Optional<SessionInfo> find(String id) {
    return Optional.ofNullable(sessions.find(id)).map(SocketServer::info);
  }

  /** {@return the sessions of a user} */
  public List<SessionInfo> of(UserId user) {
    return sessions.of(user).stream().map(SocketServer::info).toList();
  }

  private static SessionInfo info(Session session) {
    return new SessionInfo(session.id(), session.user().id());
  }

  /** Lets a session go on with a newer token of its user. */
  public void renew(String id, Caller newer) {
    Session session = sessions.find(id);
    if (session != null) {
      logIn.renew(session, newer);
    }
  }

  /** Ends a session. */
  public void end(String id) {
    Session session = sessions.find(id);
    if (session != null) {
      logIn.end(session);
      session.end("session:terminated", Packets.done(null));
    }
  }

  /** Users may have joined without any request to this endpoint. */
  private void lookUpLater() {
    if (!closed) {
      Timing.Cancellation unused = timing.after(LOOK_UP_EVERY, this::lookUp);
    }
  }

  private void lookUp() {
    List<UserId> users = sessions.users();
    int some = Math.min(users.size(), SocketLimits.LOOK_UPS_PER_SECOND);
    for (int i = 0; i < some; i++) {
      looked = (looked + 1) % users.size();
      for (Session session : sessions.of(users.get(looked))) {
        CompletableFuture<?> unused = rooms.enterAll(session);
      }
    }
    lookUpLater();
  }

  @Override
  public void close() {
    closed = true;
    rooms.close();
    engine.shutdown();
    heartbeats.shutdownNow();
  }
}
