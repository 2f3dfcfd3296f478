package dev.conversationbus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.endpoint.ConversationEndpoint;
import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.inmemory.InMemoryHub;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnServerTest {

  private final InMemoryHub hub = InMemoryHub.create();
  private final ConversationBus bus = ConversationBus.over(hub.transport());
  private final Conversation lunch = bus.newConversation("lunch");
  private final ConversationEndpoint endpoint =
      ConversationEndpoint.serve(hub.transport())
          .authenticator(token -> Caller.application("shop"))
          .build();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    endpoint.close();
    bus.close();
  }

  private HttpRequest.Builder events(int port) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/v1/conversations/" + lunch.id() + "/events"))
        .header("Authorization", "Bearer any");
  }

  /** An event comes in by POST and goes out over a stream that was open before. */
  private void eventsComeAndGo(int port) throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    lunch.on("ping", (from, event) -> heard.add(event.body().toJson()));
    var stream =
        client.send(
            events(port).header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    try (InputStream in = stream.body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("event: open");
      String event = "{\"type\":\"custom:ping\",\"body\":{\"n\":1.10}}";
      var created =
          client.send(
              events(port)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(event))
                  .build(),
              BodyHandlers.ofString());
      assertThat(created.statusCode()).isEqualTo(201);
      assertThat(heard).containsExactly("{\"n\":1.10}");
      String line = lines.readLine();
      while (!line.contains("custom:ping")) {
        line = lines.readLine();
      }
      assertThat(line).contains("{\"n\":1.10}");
    }
  }

  @Test
  void worksWithinTheServerOfTheJdk() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", new EndpointHttpHandler(endpoint.handler()));
    server.start();
    try {
      eventsComeAndGo(server.getAddress().getPort());
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  @Test
  void worksWithinAServletContainer() throws Exception {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder servlet = new ServletHolder(new EndpointServlet(endpoint.handler()));
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    server.setHandler(context);
    server.start();
    try {
      eventsComeAndGo(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    } finally {
      server.stop();
    }
  }
}
