package dev.conversationbus.snippets;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnippetRunnerTest {

  private final SnippetRunner runner = new SnippetRunner();

  @AfterEach
  void close() throws IOException {
    runner.close();
  }

  @Test
  void statementsAreRunWithThePrelude() {
    assertRuns("alice.send(VOTE, new Vote(\"pizza\")); System.out.println(\"sent\");", "sent");
  }

  @Test
  void whatASnippetDeclaresComesBeforeThePrelude() {
    assertRuns("record Vote(int stars) {}\nSystem.out.println(new Vote(3));", "Vote[stars=3]");
  }

  @Test
  void membersAreCompiledInAClass() {
    assertRuns("private int n = 1;\n\nint twice() { return 2 * n; }", "");
  }

  @Test
  void aTypeWithMainIsStarted() {
    assertRuns(
        """
        import java.util.List;

        public class Hello {
          public static void main(String[] args) {
            System.out.println(List.of("hello"));
          }
        }
        """,
        "[hello]");
  }

  @Test
  void aTypeWithTestsIsTested() {
    assertRuns("class GoodTest { @Test void adds() { assertThat(1 + 1).isEqualTo(2); } }", "");
    assertFails("class BadTest { @Test void adds() { assertThat(1 + 1).isEqualTo(3); } }", "");
  }

  @Test
  void codeThatDoesNotParseFails() {
    assertFails("alice.send(VOTE;", "document.md:7: does not compile");
  }

  @Test
  void codeThatDoesNotCompileFailsWithItsLine() {
    assertFails("Vote given = vote;\nint n = given;", "line 8: incompatible types");
  }

  @Test
  void codeThatUsesAnUnknownNameFails() {
    assertFails("nobody.send(VOTE, vote);", "cannot find symbol");
  }

  @Test
  void membersThatDoNotCompileFail() {
    assertFails("int n = 1;\nString m() { return n; }", "line 8: incompatible types");
  }

  @Test
  void codeThatThrowsFails() {
    assertFails("throw new IllegalStateException(\"on purpose\");", "on purpose");
  }

  @Test
  void outputThatDiffersFails() {
    assertThatThrownBy(() -> runner.run(snippet("System.out.println(1);").printing("2")))
        .isInstanceOf(BadSnippet.class)
        .hasMessageContaining("prints\n1\ninstead of\n2");
  }

  @Test
  void anEmptyBlockFails() {
    assertFails(" \n", "empty");
  }

  private void assertRuns(String code, String output) {
    assertThatCode(() -> runner.run(snippet(code).printing(output))).doesNotThrowAnyException();
  }

  private void assertFails(String code, String message) {
    assertThatThrownBy(() -> runner.run(snippet(code)))
        .isInstanceOf(BadSnippet.class)
        .hasMessageContaining(message);
  }

  private static Snippet snippet(String code) {
    return new Snippet("document.md", 7, code, null);
  }
}
