package dev.conversationbus.endpoint.server;

import dev.conversationbus.endpoint.http.Handler;
import dev.conversationbus.endpoint.socket.SocketServer;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** Jetty, set up to be handed anything by anybody. */
public final class JettyServer {

  private static final String NAME = "conversation-bus-endpoint";
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int MIN_THREADS = 2;

  private final Server server;
  private final ServerConnector connector;
  private final SlowHeads connections;

  /** Makes a server that is not started yet. */
  public JettyServer(
      InetSocketAddress address, Handler handler, SocketServer sockets, ServerLimits limits) {
    QueuedThreadPool threads = new QueuedThreadPool(limits.maxThreads(), MIN_THREADS);
    threads.setName(NAME);
    threads.setDaemon(true);
    server =
        new Server(
            threads,
            new ScheduledExecutorScheduler(NAME + "-timer", true),
            new ArrayByteBufferPool());
    server.setStopTimeout(0);
    server.setErrorHandler(new ProblemErrorHandler());
    connections = new SlowHeads(configuration(), limits.idleTimeout());
    connector = new ServerConnector(server, 1, 1, connections);
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(limits.idleTimeout().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.maxConnections(), connector));
    server.setHandler(
        new JettyHandler(handler, new SocketUpgrade(server, sockets), limits.idleTimeout()));
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(UriCompliance.RFC3986);
    return http;
  }

  /** {@return the port that it listens on} */
  public int port() {
    return connector.getLocalPort();
  }

  /** Begins to listen. */
  public void start() throws Exception {
    server.start();
    connections.watch(connector);
  }

  /** Ends every connection, and leaves no thread behind. */
  public void stop() throws Exception {
    server.stop();
    server.destroy();
  }
}
