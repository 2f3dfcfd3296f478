package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands of the documentation do what it says. */
class CurlTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "endpoint.md");

  private static List<String> commands() throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("\n## With curl\n");
    String section = document.substring(start, document.indexOf("\n## ", start + 1));
    return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
        .matcher(section)
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static String run(String command, Map<String, String> variables) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command);
    shell.environment().putAll(variables);
    shell.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @Test
  void theCommandsOfTheDocumentationWork() throws Exception {
    assumeTrue(
        !run("command -v curl", Map.of()).isEmpty(), "curl is not installed on this machine");
    List<String> commands = commands();
    assertThat(commands).hasSize(5);
    try (Served served = Served.usual()) {
      Map<String, String> variables =
          Map.of(
              "REST", served.endpoint.uri().toString(),
              "CONVERSATION", served.room.value(),
              "TOKEN", served.asAlice,
              "MEMBER", served.alice.id().value());
      assertThat(run(commands.get(0), variables)).contains(served.alice.id().value());
      assertThat(run(commands.get(1), variables))
          .startsWith("{\"id\":3,\"type\":\"custom:my_custom_event\"")
          .contains("\"body\":{\"your\":\"data\"}");
      assertThat(run(commands.get(2), variables)).contains("\"events\":[{\"id\":3,");
      assertThat(run(commands.get(3), variables)).isEqualTo("204");
      assertThat(run(commands.get(4), variables))
          .startsWith("event: open\ndata: {\"after\":0}\n\nid: 1\n")
          .contains("\nid: 4\n", "event:delete");
    }
  }
}
