package dev.conversationbus.endpoint.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/**
 * Makes connections, and closes those on which a request is not complete in time. A byte now and
 * then keeps a connection from being idle, and its request from ever beginning.
 */
final class SlowHeads extends HttpConnectionFactory {

  private static final int SWEEPS = 6;

  private final long timeoutNanos;
  private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

  SlowHeads(HttpConfiguration configuration, Duration timeout) {
    super(configuration);
    this.timeoutNanos = timeout.toNanos();
  }

  /** Begins to look, until the connector stops. */
  void watch(Connector connector) {
    connector
        .getScheduler()
        .schedule(() -> sweep(connector), timeoutNanos / SWEEPS, TimeUnit.NANOSECONDS);
  }

  private void sweep(Connector connector) {
    long now = System.nanoTime();
    open.forEach(
        (connection, progress) -> {
          if (progress.isTooSlow(connection, now)) {
            connection.getEndPoint().close();
          }
        });
    if (connector.isRunning()) {
      watch(connector);
    }
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    Connection connection = super.newConnection(connector, endPoint);
    open.put(connection, new Progress());
    connection.addEventListener(
        new Connection.Listener() {
          @Override
          public void onClosed(Connection closed) {
            open.remove(closed);
          }
        });
    return connection;
  }

  /** What came in since the last request began. Used by the sweep alone. */
  private final class Progress {

    private long requests;
    private long bytes;
    private long growingSince;
    private boolean growing;

    boolean isTooSlow(Connection connection, long now) {
      if (connection.getMessagesIn() != requests) {
        requests = connection.getMessagesIn();
        bytes = connection.getBytesIn();
        growing = false;
        return false;
      }
      if (connection.getBytesIn() == bytes) {
        return false;
      }
      if (!growing) {
        growing = true;
        growingSince = now;
      }
      return now - growingSince >= timeoutNanos;
    }
  }
}
