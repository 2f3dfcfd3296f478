package dev.conversationbus.endpoint.socket;

import dev.conversationbus.spi.Timing;
import io.socket.socketio.server.SocketIoSocket;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A socket from when it opens until it ends, with or without a session. */
final class Client {

  private final SocketConnection connection;
  private final SocketIoSocket socket;
  private final LogIn logIn;
  private final Object state = new Object();
  private volatile Timing.Cancellation deadline = () -> {};
  private @Nullable Session session;
  private boolean asked;
  private boolean gone;

  Client(SocketConnection connection, SocketIoSocket socket, LogIn logIn) {
    this.connection = connection;
    this.socket = socket;
    this.logIn = logIn;
  }

  void start(Timing timing, SocketLimits limits) {
    deadline = timing.after(limits.logInTimeout(), this::tooLate);
    socket.on("session:login", arguments -> greet(Greeting.inPacket(packet(arguments))));
    socket.on("session:logout", arguments -> logout(packet(arguments)));
    socket.on("disconnect", arguments -> ended());
    Greeting greeting = Greeting.inQuery(connection.getQuery());
    if (greeting != null) {
      greet(greeting);
    }
  }

  SocketConnection connection() {
    return connection;
  }

  SocketIoSocket socket() {
    return socket;
  }

  private static JSONObject packet(Object... arguments) {
    return arguments.length > 0 && arguments[0] instanceof JSONObject json
        ? json
        : new JSONObject();
  }

  private void greet(Greeting greeting) {
    synchronized (state) {
      if (asked) {
        return;
      }
      asked = true;
    }
    logIn.begin(this, greeting);
  }

  /** Takes the session that this socket has got; false if the socket has ended meanwhile. */
  boolean accept(Session made) {
    deadline.cancel();
    synchronized (state) {
      session = made;
      return !gone;
    }
  }

  /** Tells why there is no session. A client that was told may try again with another token. */
  void refuse(Greeting greeting, String code, String why) {
    synchronized (connection) {
      socket.send(code, Packets.refusal(greeting.rid(), code, why));
    }
    synchronized (state) {
      asked = false;
    }
  }

  private void logout(JSONObject packet) {
    Session mine;
    synchronized (state) {
      mine = session;
      session = null;
      asked = false;
    }
    if (mine != null) {
      logIn.end(mine);
    }
    synchronized (connection) {
      socket.send("session:logged-out", Packets.done(Greeting.rid(packet)));
    }
  }

  private void ended() {
    Session mine;
    synchronized (state) {
      gone = true;
      mine = session;
    }
    deadline.cancel();
    if (mine != null) {
      logIn.park(mine);
    }
    connection.close();
  }

  private void tooLate() {
    boolean without;
    synchronized (state) {
      without = session == null;
    }
    if (without) {
      connection.cut("no session within the time for it");
    }
  }
}
