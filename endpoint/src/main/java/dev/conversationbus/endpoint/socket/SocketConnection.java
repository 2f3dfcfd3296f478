package dev.conversationbus.endpoint.socket;

import io.socket.engineio.server.EngineIoWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket of whatever server, as the socket.io library sees it. Whoever reads too slowly is cut
 * off here; nobody ever waits for a client.
 */
public final class SocketConnection extends EngineIoWebSocket {

  private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

  private static final String GREETING = "40";
  private static final String KEY = "conversation-bus-connection";

  private final String key = UUID.randomUUID().toString();
  private final Map<String, String> query;
  private final boolean old;
  private final Wire wire;
  private final Object counting = new Object();
  private int messages;
  private int characters;
  private boolean closed;

  /** What the server beneath has to do. */
  public interface Wire {

    /** Sends a message without waiting; runs the task when it is on its way or cannot be sent. */
    void send(String message, Runnable done);

    /** Closes the WebSocket without waiting. */
    void close(int code, String reason);
  }

  /**
   * Makes a connection.
   *
   * @param query the parameters of the address, decoded
   */
  public SocketConnection(Map<String, String> query, Wire wire) {
    // The library gives the query back, and by it the connection is found again.
    Map<String, String> marked = new HashMap<>(query);
    marked.put(KEY, key);
    this.query = Map.copyOf(marked);
    this.old = !"4".equals(query.get("EIO"));
    this.wire = wire;
  }

  String key() {
    return key;
  }

  static String keyIn(Map<String, String> query) {
    return query.getOrDefault(KEY, "");
  }

  /** Takes a message that came. */
  public synchronized void received(String message) {
    // One at a time with what is sent, which the library's acknowledgements need.
    emit("message", message);
  }

  /** Takes the end of the WebSocket. */
  public void ended() {
    synchronized (counting) {
      closed = true;
    }
    emit("close");
  }

  @Override
  public Map<String, String> getQuery() {
    return query;
  }

  @Override
  public Map<String, List<String>> getConnectionHeaders() {
    return Map.of();
  }

  @Override
  public void write(String given) {
    String message = asUnderstood(given);
    boolean tooSlow;
    synchronized (counting) {
      if (closed) {
        return;
      }
      messages++;
      characters += message.length();
      tooSlow =
          messages > SocketLimits.MAX_WAITING || characters > SocketLimits.MAX_WAITING_CHARACTERS;
    }
    if (tooSlow) {
      cut("the reader is too slow");
    } else {
      wire.send(message, () -> sent(message.length()));
    }
  }

  /** The library greets clients of socket.io 2 as it does newer ones, which they do not take. */
  private String asUnderstood(String message) {
    return old && message.startsWith(GREETING + "{") ? GREETING : message;
  }

  private void sent(int length) {
    synchronized (counting) {
      messages--;
      characters -= length;
    }
  }

  @Override
  public void write(byte[] message) {
    throw new IllegalStateException("nothing that is sent here is binary");
  }

  /** Closes the connection of a client that breaks a rule. */
  void cut(String reason) {
    LOG.info("a socket was cut: {}", reason);
    end(1008, reason);
  }

  @Override
  public void close() {
    end(1000, "");
  }

  private void end(int code, String reason) {
    synchronized (counting) {
      if (closed) {
        return;
      }
      closed = true;
    }
    wire.close(code, reason);
  }
}
