package dev.conversationbus.examples;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.http.Handler;
import dev.conversationbus.endpoint.http.Request;
import dev.conversationbus.endpoint.http.Sink;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An endpoint within a servlet container, to be mapped to {@code /*} with asynchronous support. */
@SuppressWarnings("serial") // no container writes its servlets down
final class EndpointServlet extends HttpServlet {

  private final transient Handler handler;

  EndpointServlet(Handler handler) {
    this.handler = handler;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(handler.maxRequestBytes() + 1);
    if (body.length > handler.maxRequestBytes()) {
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    CompletionStage<?> unused =
        handler
            .handle(neutral(request, body))
            .whenComplete((answer, failure) -> send(answer, response, async));
  }

  private static Request neutral(HttpServletRequest request, byte[] body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    String query = request.getQueryString();
    return new Request(
        request.getMethod(),
        request.getRequestURI(),
        query == null ? "" : query,
        headers,
        ByteBuffer.wrap(body),
        request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort(),
        request.getRemoteAddr());
  }

  private static void send(Answer answer, HttpServletResponse response, AsyncContext async) {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    ServletSink sink = new ServletSink(response, async);
    if (answer instanceof Answer.Streamed streamed) {
      streamed.source().accept(sink);
    } else if (answer instanceof Answer.Whole whole) {
      byte[] bytes = new byte[whole.body().remaining()];
      whole.body().duplicate().get(bytes);
      CompletionStage<?> unused = sink.write(bytes).whenComplete((done, gone) -> sink.end());
    }
  }

  /** Writes on the thread that brings the bytes. */
  private static final class ServletSink implements Sink, AsyncListener {

    private final HttpServletResponse response;
    private final AsyncContext async;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    ServletSink(HttpServletResponse response, AsyncContext async) {
      this.response = response;
      this.async = async;
      async.addListener(this);
    }

    @Override
    public CompletionStage<Void> write(byte[] bytes) {
      try {
        response.getOutputStream().write(bytes);
        response.flushBuffer();
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
      if (gone.complete(null)) {
        async.complete();
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      gone.complete(null);
    }

    @Override
    public void onError(AsyncEvent event) {
      end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
