package dev.conversationbus.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.endpoint.ConversationEndpoint;
import dev.conversationbus.endpoint.page.PeekPage;
import dev.conversationbus.http.ApplicationTokens;
import dev.conversationbus.inmemory.InMemoryHub;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * An endpoint over the in-memory transport, to try clients against: a conversation that alice and
 * bob have joined, and tokens for both and for mallory, who has not. It keeps nothing.
 *
 * <p>When it is ready it prints one line of JSON with all of that; it runs until it is ended.
 */
public final class LocalServer implements AutoCloseable {

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final List<String> PATHS =
      List.of(
          "/*/users/**",
          "/*/conversations/**",
          "/*/sessions/**",
          "/*/devices/**",
          "/*/image/**",
          "/*/media/**",
          "/*/push/**",
          "/*/knocking/**",
          "/*/legs/**",
          "/*/rtc/**",
          "/*/applications/**");

  private final ConversationBus bus;
  private final ConversationEndpoint endpoint;
  private final Path keyFile;
  private final ObjectNode description;

  private LocalServer(
      ConversationBus bus, ConversationEndpoint endpoint, Path keyFile, ObjectNode description) {
    this.bus = bus;
    this.endpoint = endpoint;
    this.keyFile = keyFile;
    this.description = description;
  }

  /** Starts a server as the options say, prints where it is, and waits to be ended. */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    LocalServer server = start(LocalServerOptions.parse(args));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "local-server-end"));
    out.println(server.description);
    new CountDownLatch(1).await();
  }

  /** Starts a server. */
  static LocalServer start(LocalServerOptions options) throws IOException {
    KeyPair keys = keys();
    UUID application = UUID.randomUUID();
    InMemoryHub hub = InMemoryHub.create();
    ConversationBus bus = ConversationBus.over(hub.transport());
    Conversation lunch = bus.newConversation("lunch");
    lunch.join("alice");
    lunch.join("bob");
    String pem = pem(keys);
    ObjectNode tokens = new ObjectMapper().createObjectNode();
    PeekPage page = PeekPage.create().withConversation(lunch.id());
    for (String user : List.of("alice", "bob", "mallory")) {
      String token = token(application, pem, user);
      tokens.put(user, token);
      page = page.withUser(user, token);
    }
    ConversationEndpoint endpoint =
        options
            .applyTo(ConversationEndpoint.serve(hub.transport()))
            .application(application, (RSAPublicKey) keys.getPublic())
            .page(page)
            .start();
    Path keyFile = Files.createTempFile("conversation-bus-", ".pem");
    Files.writeString(keyFile, pem);
    ObjectNode description = new ObjectMapper().createObjectNode();
    description
        .put("rest", endpoint.uri().toString())
        .put("socket", endpoint.uri().toString())
        .put("conversation", lunch.id().value())
        .put("applicationId", application.toString())
        .put("privateKeyFile", keyFile.toString());
    description.set("tokens", tokens);
    return new LocalServer(bus, endpoint, keyFile, description);
  }

  /** {@return where it is, and who may call, as it is printed} */
  ObjectNode description() {
    return description;
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static String pem(KeyPair keys) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String token(UUID application, String pem, String user) {
    return ApplicationTokens.builder(application, pem)
        .user(user)
        .paths(PATHS)
        .lifetime(TOKEN_LIFE)
        .build()
        .get();
  }

  @Override
  public void close() {
    endpoint.close();
    bus.close();
    try {
      Files.deleteIfExists(keyFile);
    } catch (IOException e) {
      System.err.println("could not remove " + keyFile + ": " + e.getMessage());
    }
  }
}
