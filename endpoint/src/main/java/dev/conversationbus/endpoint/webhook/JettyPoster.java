package dev.conversationbus.endpoint.webhook;

import dev.conversationbus.wire.Headers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** Posts with Jetty's client, which shares most of its jars with the server. */
final class JettyPoster implements Poster {

  private static final int THREADS = 4;
  private static final int MAX_RESPONSE_HEADER_BYTES = 16 * 1024;

  private final URI target;
  private final @Nullable CallbackSigner signer;
  private final Duration timeout;
  private final InstantSource clock;
  private final HttpClient client;

  /** Starts the client's threads. */
  JettyPoster(WebhookTarget to, int maxConnections, InstantSource clock) {
    this.target = to.address();
    this.signer = to.signer();
    this.timeout = to.timeout();
    this.clock = clock;
    this.client = client(to, maxConnections);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the client that posts to webhooks", e);
    }
  }

  private static HttpClient client(WebhookTarget to, int maxConnections) {
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(tls(to.tls()));
    HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("conversationbus-webhooks-http");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setScheduler(new ScheduledExecutorScheduler("conversationbus-webhooks-timeouts", true));
    client.setMaxConnectionsPerDestination(maxConnections);
    client.setMaxResponseHeadersSize(MAX_RESPONSE_HEADER_BYTES);
    client.setConnectTimeout(to.timeout().toMillis());
    client.setIdleTimeout(to.timeout().toMillis());
    client.setAddressResolutionTimeout(to.timeout().toMillis());
    // A receiver that moved has to be told to the host, not followed to wherever it says.
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    return client;
  }

  private static SslContextFactory.Client tls(@Nullable SSLContext context) {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    if (context != null) {
      tls.setSslContext(context);
    }
    return tls;
  }

  @Override
  public void post(byte[] body, Consumer<Attempt> done) {
    Request request =
        client
            .newRequest(target)
            .method(HttpMethod.POST)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .body(new BytesRequestContent(Headers.JSON, body));
    CallbackSigner signing = signer;
    if (signing != null) {
      String authorization = signing.authorization(body, clock);
      request.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, authorization));
    }
    request.send(result -> done.accept(attempt(result)));
  }

  private Attempt attempt(Result result) {
    if (result.getResponse() != null && result.getResponse().getStatus() != 0) {
      // Who has answered has decided, even if the rest of the answer never came.
      return Attempt.answered(
          result.getResponse().getStatus(),
          RetryAfter.read(result.getResponse().getHeaders().get(HttpHeader.RETRY_AFTER), clock));
    }
    Throwable failure = result.getFailure();
    String why = failure instanceof TimeoutException ? "timed out" : "no answer: " + failure;
    return new Attempt.Failed(why, null);
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the client that posts to webhooks", e);
    }
  }
}
