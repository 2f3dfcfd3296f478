package dev.conversationbus.endpoint;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.endpoint.auth.Authenticator;
import dev.conversationbus.endpoint.auth.TokenVerifier;
import dev.conversationbus.endpoint.http.Handler;
import dev.conversationbus.endpoint.http.ListShape;
import dev.conversationbus.endpoint.page.PeekPage;
import dev.conversationbus.endpoint.rest.RateLimit;
import dev.conversationbus.endpoint.rest.Resources;
import dev.conversationbus.endpoint.rest.RestRules;
import dev.conversationbus.endpoint.server.JettyServer;
import dev.conversationbus.endpoint.server.ServerLimits;
import dev.conversationbus.endpoint.socket.SocketLimits;
import dev.conversationbus.endpoint.socket.SocketServer;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The Conversation API, served from a transport within the process of its host.
 *
 * <pre>{@code
 * try (ConversationEndpoint endpoint =
 *     ConversationEndpoint.serve(transport).application(applicationId, publicKey).start()) {
 *   System.out.println("clients find it at " + endpoint.uri());
 * }
 * }</pre>
 *
 * <p>Clients of the hosted service work with it when their base address is changed to {@link #uri}.
 * What the host sends over the same transport reaches them, and what they send reaches the host's
 * listeners.
 *
 * <p><b>Threads.</b> Requests run on threads of the endpoint's own: daemons, bounded, named {@code
 * conversation-bus-endpoint}. With direct delivery, so do the host's listeners for what comes over
 * HTTP.
 *
 * <p><b>Closing</b> ends all connections and leaves the transport open, which belongs to the host.
 *
 * @since 0.1.0
 */
public final class ConversationEndpoint implements AutoCloseable {

  private final Handler handler;
  private final EndpointTiming timing;
  private final SocketServer sockets;
  private final @Nullable JettyServer server;
  private final String host;

  private ConversationEndpoint(
      Handler handler,
      EndpointTiming timing,
      SocketServer sockets,
      @Nullable JettyServer server,
      String host) {
    this.handler = handler;
    this.timing = timing;
    this.sockets = sockets;
    this.server = server;
    this.host = host;
  }

  /** {@return a builder of an endpoint over a transport} */
  public static Builder serve(Transport transport) {
    return new Builder(transport);
  }

  /** {@return what answers the requests, to be put into a server of the host's own} */
  public Handler handler() {
    return handler;
  }

  /**
   * {@return the port that it listens on}
   *
   * @throws IllegalStateException if it has no server of its own
   */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("built without a server; it listens where its host does");
    }
    return server.port();
  }

  /**
   * {@return the base address for clients on this machine}
   *
   * @throws IllegalStateException if it has no server of its own
   */
  public URI uri() {
    return URI.create("http://" + host + ":" + port());
  }

  /** Ends all connections; idempotent. */
  @Override
  public void close() {
    sockets.close();
    timing.close();
    if (server != null) {
      try {
        server.stop();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("the endpoint's server did not stop as it should", e);
      }
    }
  }

  /** The choices of an endpoint; every one has a default, but for who may call. */
  public static final class Builder {

    private static final Duration SEND_DEADLINE = Duration.ofSeconds(10);

    private final Transport transport;
    private final Map<String, RSAPublicKey> keys = new HashMap<>();
    private @Nullable Authenticator authenticator;
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private EventValidator rules = EventValidator.documented();
    private ListShape listShape = ListShape.BY_USER_AGENT;
    private boolean missingBodyIsEmpty;
    private boolean openJoining = true;
    private int requestsPerSecond;
    private int maxConnections = 10_000;
    private int maxThreads = 32;
    private Duration idleTimeout = Duration.ofSeconds(30);
    private Duration heartbeat = Duration.ofSeconds(15);
    private @Nullable URI publicUri;
    private int sessionsPerUser = SocketLimits.defaults().sessionsPerUser();
    private @Nullable PeekPage page;

    private Builder(Transport transport) {
      this.transport = requireNonNull(transport, "transport");
    }

    /**
     * Lets an application and its users call, with tokens signed by the key that belongs to this
     * one. May be called once for each application.
     */
    public Builder application(UUID applicationId, RSAPublicKey key) {
      keys.put(applicationId.toString(), requireNonNull(key, "key"));
      return this;
    }

    /** Lets the host itself tell who calls, in place of keys. */
    public Builder authenticator(Authenticator value) {
      this.authenticator = requireNonNull(value, "value");
      return this;
    }

    /** Sets where to listen; a free port on the loopback address unless set. */
    public Builder address(InetSocketAddress value) {
      this.address = requireNonNull(value, "value");
      return this;
    }

    /** Sets the port to listen on; 0, a free one, unless set. */
    public Builder port(int value) {
      this.address = new InetSocketAddress(address.getAddress(), value);
      return this;
    }

    /** Sets the address to put into links; the one that the client used unless set. */
    public Builder publicUri(URI value) {
      this.publicUri = requireNonNull(value, "value");
      return this;
    }

    /** Sets the rules for events that come in; {@link EventValidator#documented} unless set. */
    public Builder rules(EventValidator value) {
      this.rules = requireNonNull(value, "value");
      return this;
    }

    /** Sets how lists of {@code v1} look; {@link ListShape#BY_USER_AGENT} unless set. */
    public Builder listShape(ListShape value) {
      this.listShape = requireNonNull(value, "value");
      return this;
    }

    /** Takes an event without body for one with an empty object, in place of refusing it. */
    public Builder missingBodyIsEmpty() {
      this.missingBodyIsEmpty = true;
      return this;
    }

    /** Lets users join only where they are invited; unless set, whoever knows the id may join. */
    public Builder joiningByInvitationOnly() {
      this.openJoining = false;
      return this;
    }

    /**
     * Sets how many requests a client may make in a second; as many as it likes unless set.
     *
     * @param value 1 or more
     */
    public Builder requestsPerSecond(int value) {
      this.requestsPerSecond = atLeastOne(value, "requestsPerSecond");
      return this;
    }

    /**
     * Sets how many sessions a user may have at once over the socket; 50 unless set.
     *
     * @param value 1 or more
     */
    public Builder sessionsPerUser(int value) {
      this.sessionsPerUser = atLeastOne(value, "sessionsPerUser");
      return this;
    }

    /**
     * Serves a page at {@code /} on which a developer looks into the running bus with a browser.
     * There is none unless set. Whoever reaches the endpoint can load it; what it shows needs a
     * token, and it offers those that it is given.
     */
    public Builder page(PeekPage value) {
      this.page = requireNonNull(value, "value");
      return this;
    }

    /** Sets how many connections there may be; 10,000 unless set. */
    public Builder maxConnections(int value) {
      this.maxConnections = atLeastOne(value, "maxConnections");
      return this;
    }

    /**
     * Sets how many threads may work on requests; 32 unless set.
     *
     * @param value 8 or more
     */
    public Builder maxThreads(int value) {
      if (value < 8) {
        throw new IllegalArgumentException("maxThreads " + value + ": allowed are 8 and more");
      }
      this.maxThreads = value;
      return this;
    }

    /** Sets after which silence a connection is closed; 30 seconds unless set. */
    public Builder idleTimeout(Duration value) {
      this.idleTimeout = moreThanZero(value, "idleTimeout");
      return this;
    }

    /** Sets how often a quiet stream says that it is alive; every 15 seconds unless set. */
    public Builder heartbeat(Duration value) {
      this.heartbeat = moreThanZero(value, "heartbeat");
      return this;
    }

    private static int atLeastOne(int value, String name) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " " + value + ": allowed are 1 and more");
      }
      return value;
    }

    private static Duration moreThanZero(Duration value, String name) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(name + " " + value + ": allowed is more than zero");
      }
      return value;
    }

    /**
     * {@return an endpoint without a server, whose {@link ConversationEndpoint#handler} is for the
     * host's own}
     *
     * @throws IllegalStateException if nobody may call
     */
    public ConversationEndpoint build() {
      EndpointTiming timing = new EndpointTiming();
      SocketServer sockets = sockets(timing);
      return new ConversationEndpoint(handler(timing, sockets), timing, sockets, null, "");
    }

    /**
     * {@return an endpoint that listens}
     *
     * @throws IllegalStateException if nobody may call
     * @throws UncheckedIOException if the address cannot be had
     */
    public ConversationEndpoint start() {
      EndpointTiming timing = new EndpointTiming();
      SocketServer sockets = sockets(timing);
      Handler handler = handler(timing, sockets);
      JettyServer server =
          new JettyServer(
              address, handler, sockets, new ServerLimits(maxConnections, maxThreads, idleTimeout));
      try {
        server.start();
      } catch (java.io.IOException e) {
        sockets.close();
        timing.close();
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        sockets.close();
        timing.close();
        throw e;
      } catch (Exception e) {
        sockets.close();
        timing.close();
        throw new IllegalStateException("the endpoint's server did not start", e);
      }
      return new ConversationEndpoint(
          handler, timing, sockets, server, address.getAddress().getHostAddress());
    }

    private SocketServer sockets(Timing timing) {
      return new SocketServer(
          transport,
          whoCalls(timing),
          timing,
          SocketLimits.defaults().withSessionsPerUser(sessionsPerUser));
    }

    private Handler handler(Timing timing, SocketServer sockets) {
      return new Resources(
          transport,
          whoCalls(timing),
          new RestRules(
              rules,
              missingBodyIsEmpty,
              listShape,
              SEND_DEADLINE,
              heartbeat,
              openJoining,
              origin(),
              timing,
              sockets,
              page),
          requestsPerSecond == 0 ? RateLimit.none() : RateLimit.of(requestsPerSecond));
    }

    private Authenticator whoCalls(Timing timing) {
      if (authenticator != null) {
        return authenticator;
      }
      if (keys.isEmpty()) {
        throw new IllegalStateException(
            "nobody may call: name an application and its key, or an authenticator");
      }
      return new TokenVerifier(keys, timing);
    }

    private UnaryOperator<String> origin() {
      if (publicUri == null) {
        return UnaryOperator.identity();
      }
      String text = publicUri.toString();
      String fixed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      return origin -> fixed;
    }
  }
}
