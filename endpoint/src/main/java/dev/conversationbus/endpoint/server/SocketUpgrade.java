package dev.conversationbus.endpoint.server;

import dev.conversationbus.endpoint.socket.SocketLimits;
import dev.conversationbus.endpoint.socket.SocketServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Makes WebSockets of the requests that ask for it at the paths of live delivery. */
final class SocketUpgrade {

  private static final int BUFFER_BYTES = 1024;

  private final ServerWebSocketContainer container;
  private final SocketServer sockets;

  SocketUpgrade(Server server, SocketServer sockets) {
    this.sockets = sockets;
    this.container = ServerWebSocketContainer.ensure(server);
    Duration silence = sockets.limits().pingInterval().plus(sockets.limits().pingTimeout());
    container.setIdleTimeout(silence.plus(silence));
    container.setMaxTextMessageSize(SocketLimits.MAX_MESSAGE_BYTES);
    container.setMaxFrameSize(SocketLimits.MAX_MESSAGE_BYTES);
    container.setMaxBinaryMessageSize(1);
    container.setInputBufferSize(BUFFER_BYTES);
    container.setOutputBufferSize(BUFFER_BYTES);
    container.setMaxOutgoingFrames(-1);
  }

  /** Takes a request over; false if it is none of these. */
  boolean handle(Request request, Response response, Callback callback) {
    // Any other upgrade that a client offers is to be ignored.
    if (!"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))
        || !SocketServer.isPath(Request.getPathInContext(request))) {
      return false;
    }
    Map<String, String> query = new HashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    return container.upgrade(
        (asked, answer, failed) -> {
          // Compression costs more memory for each session than everything else.
          answer.setExtensions(List.of());
          return new JettySocket(sockets, query);
        },
        request,
        response,
        callback);
  }
}
