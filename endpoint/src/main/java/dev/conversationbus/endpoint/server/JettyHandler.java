package dev.conversationbus.endpoint.server;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.http.Handler;
import dev.conversationbus.wire.ProblemCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands requests of Jetty to the endpoint, and its answers back. */
final class JettyHandler extends org.eclipse.jetty.server.Handler.Abstract {

  private final Handler handler;
  private final SocketUpgrade sockets;
  private final Duration bodyTimeout;

  JettyHandler(Handler handler, SocketUpgrade sockets, Duration bodyTimeout) {
    this.handler = handler;
    this.sockets = sockets;
    this.bodyTimeout = bodyTimeout;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (sockets.handle(request, response, callback)) {
      return true;
    }
    CompletableFuture<?> unused =
        BodyReader.read(request, handler.maxRequestBytes(), bodyTimeout)
            .thenCompose(body -> handler.handle(neutral(request, body)))
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    send(answer, request, response, callback);
                  } else {
                    refuse(failure, response, callback);
                  }
                });
    return true;
  }

  private static dev.conversationbus.endpoint.http.Request neutral(Request request, byte[] body) {
    HttpURI uri = request.getHttpURI();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getName(), name -> new ArrayList<>())
          .add(field.getValue() == null ? "" : field.getValue());
    }
    String query = uri.getQuery();
    return new dev.conversationbus.endpoint.http.Request(
        request.getMethod(),
        uri.getCanonicalPath() == null ? "/" : uri.getCanonicalPath(),
        query == null ? "" : query,
        headers,
        ByteBuffer.wrap(body),
        origin(request),
        Request.getRemoteAddr(request));
  }

  private static String origin(Request request) {
    String scheme = request.isSecure() ? "https" : "http";
    String host = Request.getServerName(request);
    int port = Request.getServerPort(request);
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }

  private static void send(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (answer instanceof Answer.Whole whole) {
      ByteBuffer body = whole.body().duplicate();
      if (body.hasRemaining()) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
      }
      response.write(true, body, callback);
    } else if (answer instanceof Answer.Streamed streamed) {
      new JettySink(request, response, callback).start(streamed.source());
    }
  }

  private static void refuse(Throwable failure, Response response, Callback callback) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    // What was not read would be taken for the next request.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    ProblemCode code =
        cause instanceof BodyReader.TooLargeException
            ? ProblemCode.TOO_LARGE
            : cause instanceof java.util.concurrent.TimeoutException
                ? ProblemCode.TIMED_OUT
                : ProblemCode.VALIDATION;
    ProblemErrorHandler.write(code.status(), code, response, callback);
  }
}
