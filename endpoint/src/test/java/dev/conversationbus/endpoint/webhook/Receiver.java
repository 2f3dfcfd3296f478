package dev.conversationbus.endpoint.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A web address that keeps what is posted to it, and answers as a test says. */
final class Receiver implements AutoCloseable {

  /** A request as it came; the latin text stands for the body's bytes, one for one. */
  record Post(String method, String path, String contentType, String authorization, String latin) {
    byte[] body() {
      return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }

    long id() {
      return Long.parseLong(text().replaceFirst(".*?\"id\":(\\d+).*", "$1"));
    }
  }

  /** What is done with the n-th post, counted from 1. */
  @FunctionalInterface
  interface Rule {
    /** Returns the status, or 0 to never answer. */
    int answer(Post post, int number, Response response);
  }

  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final Rule rule;

  Receiver(Rule rule) throws Exception {
    this.rule = rule;
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Keeping());
    server.setStopTimeout(0);
    server.start();
  }

  static Receiver taking() throws Exception {
    return new Receiver((post, number, response) -> 204);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/events?from=bus");
  }

  List<Post> posts() {
    return List.copyOf(posts);
  }

  List<Long> ids() {
    return posts.stream().map(Post::id).toList();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Keeping extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      byte[] body = Content.Source.asInputStream(request).readAllBytes();
      String authorization = request.getHeaders().get("Authorization");
      Post post =
          new Post(
              request.getMethod(),
              request.getHttpURI().getPathQuery(),
              request.getHeaders().get("Content-Type"),
              authorization == null ? "" : authorization,
              new String(body, StandardCharsets.ISO_8859_1));
      int number;
      synchronized (posts) {
        posts.add(post);
        number = posts.size();
      }
      int status = rule.answer(post, number, response);
      if (status != 0) {
        response.setStatus(status);
        callback.succeeded();
      }
      return true;
    }
  }
}
