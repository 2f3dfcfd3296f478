package dev.conversationbus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.conversationbus.endpoint.http.ListShape;
import dev.conversationbus.event.EventValidator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class LocalServerTest {

  private static int status(JsonNode server, String user, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.get("rest").asText() + path))
            .header("Authorization", "Bearer " + server.get("tokens").get(user).asText())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aliceAndBobAreInTheConversationAndMalloryIsNot() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServerOptions.parse())) {
      JsonNode said = server.description();
      String events = "/v1/conversations/" + said.get("conversation").asText() + "/events";
      assertThat(status(said, "alice", events)).isEqualTo(200);
      assertThat(status(said, "bob", events)).isEqualTo(200);
      assertThat(status(said, "mallory", events)).isEqualTo(404);
    }
  }

  @Test
  void theKeyIsForItsOwnerAloneAndGoneAtTheEnd() throws Exception {
    Path key;
    try (LocalServer server = LocalServer.start(LocalServerOptions.parse())) {
      key = Path.of(server.description().get("privateKeyFile").asText());
      assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
    assertThat(key).doesNotExist();
  }

  @Test
  void optionsAreRead() {
    LocalServerOptions options =
        LocalServerOptions.parse(
            "--max-body", "100", "--rules", "current", "--list-shape", "array", "--port", "7");
    assertThat(options)
        .isEqualTo(
            new LocalServerOptions(
                7, ListShape.ARRAY, EventValidator.current().withMaxBodyBytes(100), false, 0));
  }

  @Test
  void anUnknownOptionIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> LocalServerOptions.parse("--wrong")).hasMessageContaining("--port N");
    assertThatThrownBy(() -> LocalServerOptions.parse("--port")).hasMessageContaining("value");
  }
}
