package dev.conversationbus.http.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP client beneath: HTTP/1.1, no redirects, no cookies, no repeats of its own, and bounds on
 * everything that the other side sends. Its threads are two daemons and one that starts them.
 */
public final class Engine implements Exchanges, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private static final int MOST_THREADS = 2;
  private static final int MAX_HEADER_LINE = 8192;
  private static final int MAX_HEADERS = 100;

  /** Servers close after 20 to 60 s; whoever closes first should be us. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final HttpHost host;
  private final String path;
  private final int maxAnswerBytes;
  private final CloseableHttpAsyncClient client;

  private Engine(HttpHost host, String path, int maxAnswerBytes, CloseableHttpAsyncClient client) {
    this.host = host;
    this.path = path;
    this.maxAnswerBytes = maxAnswerBytes;
    this.client = client;
  }

  /** Starts an engine; it connects when there is something to send. */
  public static Engine start(EngineSettings settings) {
    URI base = settings.base();
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    HttpHost host = new HttpHost(base.getScheme(), base.getHost(), base.getPort());
    CloseableHttpAsyncClient client = client(settings);
    client.start();
    return new Engine(
        host,
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
        settings.maxAnswerBytes(),
        client);
  }

  private static CloseableHttpAsyncClient client(EngineSettings settings) {
    return HttpAsyncClientBuilder.create()
        .setConnectionManager(connections(settings))
        .setHttp1Config(
            Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .build())
        .setIOReactorConfig(
            IOReactorConfig.custom()
                .setIoThreadCount(
                    Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()))
                .setTcpNoDelay(true)
                .setSoKeepAlive(true)
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setConnectionRequestTimeout(Timeout.DISABLED)
                .setResponseTimeout(Timeout.DISABLED)
                .build())
        .setThreadFactory(threads())
        // By default an error in the log, also for what closing does to the selector.
        .setIoReactorExceptionCallback(e -> LOG.debug("the engine met a failure", e))
        .setUserAgent("conversation-bus")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .disableContentCompression()
        .disableRequestPriority()
        .build();
  }

  private static PoolingAsyncClientConnectionManager connections(EngineSettings settings) {
    PoolingAsyncClientConnectionManagerBuilder builder =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(settings.connections())
            .setMaxConnTotal(settings.connections())
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setDefaultTlsConfig(
                TlsConfig.custom()
                    .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                    .setHandshakeTimeout(Timeout.of(settings.connectTimeout()))
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                    .setSocketTimeout(Timeout.DISABLED)
                    .setIdleTimeout(Timeout.of(IDLE))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build());
    SSLContext ssl = settings.ssl();
    if (ssl != null) {
      builder.setTlsStrategy(ClientTlsStrategyBuilder.create().setSslContext(ssl).buildAsync());
    }
    return builder.build();
  }

  private static ThreadFactory threads() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "conversation-bus-http-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public Exchange begin(Request request, @Nullable String token, Listener listener) {
    return begin(request, token, new AnswerReader(maxAnswerBytes), listener);
  }

  /** Begins an exchange whose answer may be a stream; its listener learns how it ended. */
  public Exchange beginStream(
      Request request, @Nullable String token, StreamListener stream, Listener listener) {
    StreamReader reader = new StreamReader(maxAnswerBytes, stream);
    Exchange exchange = begin(request, token, reader, listener);
    reader.attach(exchange);
    return exchange;
  }

  private Exchange begin(
      Request request,
      @Nullable String token,
      AsyncResponseConsumer<Answer> reader,
      Listener listener) {
    RequestWriter writer = new RequestWriter(host, path + request.target(), request, token);
    try {
      Future<Answer> answer =
          client.execute(
              host, writer, reader, null, HttpClientContext.create(), new Ending(writer, listener));
      return () -> {
        writer.revoke();
        answer.cancel(true);
        return writer.mayHaveArrived();
      };
    } catch (RuntimeException e) {
      // The engine was closed.
      listener.failed(e, false);
      return () -> false;
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /** Hands the end of an exchange on. */
  private record Ending(RequestWriter writer, Listener listener) implements FutureCallback<Answer> {

    @Override
    public void completed(Answer answer) {
      listener.answered(answer);
    }

    @Override
    public void failed(Exception cause) {
      listener.failed(cause, writer.mayHaveArrived());
    }

    @Override
    public void cancelled() {
      listener.failed(new CancellationException("the exchange was ended"), writer.mayHaveArrived());
    }
  }
}
