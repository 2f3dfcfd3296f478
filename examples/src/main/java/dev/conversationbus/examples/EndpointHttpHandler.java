package dev.conversationbus.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.http.Handler;
import dev.conversationbus.endpoint.http.Request;
import dev.conversationbus.endpoint.http.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/**
 * An endpoint within the JDK's own server, as a context for {@code /}.
 *
 * <p>That server needs an executor of several threads, since a stream of events keeps one, and is
 * for those who run it already: it does not time out slow clients.
 */
final class EndpointHttpHandler implements HttpHandler {

  private static final int TOO_LARGE = 413;

  private final Handler handler;

  EndpointHttpHandler(Handler handler) {
    this.handler = handler;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(handler.maxRequestBytes() + 1);
    }
    if (body.length > handler.maxRequestBytes()) {
      exchange.sendResponseHeaders(TOO_LARGE, -1);
      exchange.close();
      return;
    }
    Answer answer = handler.handle(request(exchange, body)).toCompletableFuture().join();
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (answer instanceof Answer.Whole whole) {
      byte[] bytes = new byte[whole.body().remaining()];
      whole.body().duplicate().get(bytes);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    } else if (answer instanceof Answer.Streamed streamed) {
      exchange.sendResponseHeaders(answer.status(), 0);
      ExchangeSink sink = new ExchangeSink(exchange);
      streamed.source().accept(sink);
      sink.awaitEnd();
    }
    exchange.close();
  }

  private static Request request(HttpExchange exchange, byte[] body) {
    String query = exchange.getRequestURI().getRawQuery();
    String host = exchange.getRequestHeaders().getFirst("Host");
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        exchange.getRequestHeaders(),
        ByteBuffer.wrap(body),
        "http://" + (host == null ? "localhost" : host),
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  /** Writes on the thread that brings the bytes. */
  private static final class ExchangeSink implements Sink {

    private final HttpExchange exchange;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    ExchangeSink(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public CompletionStage<Void> write(byte[] bytes) {
      try {
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        return CompletableFuture.completedFuture(null);
      } catch (IOException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public void onGone(Runnable task) {
      CompletableFuture<?> unused = gone.thenRun(task);
    }

    @Override
    public void end() {
      end.countDown();
      gone.complete(null);
    }

    void awaitEnd() {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end();
      }
    }
  }
}
