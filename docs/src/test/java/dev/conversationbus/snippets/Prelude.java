package dev.conversationbus.snippets;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.ListenerFailure;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.inmemory.InMemoryHub;
import dev.conversationbus.inmemory.InMemoryTransport;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.RecordedEvents;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a piece of Java in a document may use without declaring it: the imports, the static members,
 * and, within statements, the fields and methods of this class. What it declares itself comes
 * first.
 */
public class Prelude implements AutoCloseable {

  static final List<String> IMPORTS =
      List.of(
          "dev.conversationbus.*",
          "dev.conversationbus.endpoint.*",
          "dev.conversationbus.endpoint.auth.*",
          "dev.conversationbus.endpoint.webhook.*",
          "dev.conversationbus.error.*",
          "dev.conversationbus.event.*",
          "dev.conversationbus.event.EventListener",
          "dev.conversationbus.http.*",
          "dev.conversationbus.inmemory.*",
          "dev.conversationbus.spi.*",
          "dev.conversationbus.testkit.*",
          "static dev.conversationbus.snippets.Prelude.*",
          "io.micrometer.core.instrument.MeterRegistry",
          "io.micrometer.core.instrument.simple.SimpleMeterRegistry",
          "io.opentelemetry.api.trace.SpanKind",
          "io.opentelemetry.api.trace.Tracer",
          "io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry",
          "java.net.URI",
          "java.nio.file.*",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.*",
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.api.extension.RegisterExtension",
          "static org.assertj.core.api.Assertions.*");

  public record Vote(String dish) {}

  public record Order(String item, int count) {}

  public record Page<T>(List<T> items) {}

  public static final EventType<Vote> VOTE = EventType.of("poll_vote", Vote.class);

  protected final InMemoryHub hub = InMemoryHub.create();
  protected final Transport transport = hub.transport();
  protected final ConversationBus bus = ConversationBus.over(transport);

  protected final Conversation conversation = bus.newConversation();
  protected final Conversation lunch = conversation;
  protected final ConversationId id = conversation.id();
  protected final Conversation alice = conversation.join("alice");
  protected final Conversation bob = conversation.join("bob");

  protected final Vote vote = new Vote("pizza");
  protected final Body body = Body.of(Map.of("dish", "pizza"));
  protected final CustomEvent<Body> event = alice.send("my_custom_event", Map.of("your", "data"));

  /** Has heard that alice votes for pizza. */
  protected final RecordedEvents heard = RecordedEvents.of(bus.newConversation("heard"));

  protected final ExecutorService pool = Executors.newFixedThreadPool(2);
  protected final ObjectMapper mapper = new ObjectMapper();
  protected final OpenTelemetry openTelemetry = OpenTelemetry.noop();

  protected final UUID applicationId = UUID.randomUUID();
  protected final Path privateKeyFile = KeyFile.path();
  protected final RSAPublicKey publicKey = KeyFile.publicKey();
  protected final String secret = "sesame";
  protected final String signatureSecret = "a secret of at least thirty-two bytes";
  protected final URI base = URI.create("https://events.example");
  protected final Map<String, List<String>> headers = Map.of();
  protected final byte[] rawBytes = {};

  /** For the classes that are made of documents. */
  public Prelude() {
    bus.conversation("heard").join("alice").send(VOTE, vote);
  }

  protected void tally(Object... anything) {}

  protected void count(Object... anything) {}

  protected void log(ListenerFailure failure) {}

  /** The transport of somebody who writes one. */
  public static final class MyTransport {

    private MyTransport() {}

    public static Transport create() {
      return InMemoryTransport.create();
    }
  }

  /** Replaced by what a document shows, if that is statements. */
  public void run() throws Exception {}

  /** Closes what is open. */
  @Override
  public void close() {
    heard.close();
    bus.close();
    pool.shutdownNow();
  }
}
