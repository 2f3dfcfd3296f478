package dev.conversationbus.endpoint.server;

import dev.conversationbus.endpoint.socket.SocketConnection;
import dev.conversationbus.endpoint.socket.SocketServer;
import java.util.Map;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** A WebSocket of Jetty, handed to live delivery. */
public final class JettySocket extends Session.Listener.AbstractAutoDemanding
    implements SocketConnection.Wire {

  private final SocketServer server;
  private final SocketConnection connection;

  JettySocket(SocketServer server, Map<String, String> query) {
    this.server = server;
    this.connection = new SocketConnection(query, this);
  }

  @Override
  public void onWebSocketOpen(Session session) {
    super.onWebSocketOpen(session);
    server.accept(connection);
  }

  @Override
  public void onWebSocketText(String message) {
    connection.received(message);
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    connection.ended();
  }

  @Override
  public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    connection.ended();
    callback.succeed();
  }

  @Override
  public void send(String message, Runnable done) {
    Session session = getSession();
    if (session == null) {
      done.run();
    } else {
      session.sendText(message, Callback.from(done, failure -> done.run()));
    }
  }

  @Override
  public void close(int code, String reason) {
    Session session = getSession();
    if (session == null) {
      return;
    }
    session.close(code, reason, Callback.from(() -> {}, failure -> session.disconnect()));
    if (code != 1000) {
      // Who does not read does not read the farewell either.
      session.disconnect();
    }
  }
}
