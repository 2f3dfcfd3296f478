package dev.conversationbus.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetExtractionTest {

  @Test
  void everyJavaBlockOfADocumentIsFoundWithItsLineAndOutput() {
    assertThat(
            markdown(
                """
                # Title

                ```java
                first();
                ```

                It prints:

                ```text output
                1
                ```

                - in a list

                  ```java
                  second();
                  ```

                ```text
                no output
                ```
                """))
        .containsExactly(
            new Snippet("a.md", 4, "first();", "1"), new Snippet("a.md", 16, "second();", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```\nint n;\n```", // no language
        "```Java\nint n;\n```",
        "```java ignore\nint n;\n```",
        "```java\nint n;", // not closed
        "~~~java\nint n;\n~~~",
        "<pre>int n;</pre>",
        "```text output\n1\n```" // of which Java?
      })
  void aBlockThatMightHideJavaIsRefused(String document) {
    assertThatThrownBy(() -> markdown(document))
        .isInstanceOf(BadSnippet.class)
        .hasMessageStartingWith("a.md:1: ");
  }

  @Test
  void everyExampleInJavadocIsFoundWithItsLine() {
    assertThat(
            javadoc(
                """
                /**
                 * Something.
                 *
                 * <pre>{@code
                 * if (first()) {
                 *   …
                 * }
                 * }</pre>
                 */
                class Something {
                  /**
                   * Something else.
                   *
                   * <pre>{@code
                   * second();
                   * }</pre>
                   */
                  int n;
                }
                """))
        .containsExactly(
            new Snippet("A.java", 5, "if (first()) {\n\n}\n", null),
            new Snippet("A.java", 15, "second();\n", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " * <pre>int n;</pre>",
        " * <pre>\n * int n;\n * </pre>",
        " * <pre>{@code\n * int n;\n */",
        " * See <pre>{@code\n * int n;\n * }</pre>"
      })
  void anExampleInAnotherFormIsRefused(String source) {
    assertThatThrownBy(() -> javadoc(source))
        .isInstanceOf(BadSnippet.class)
        .hasMessageStartingWith("A.java:1: ");
  }

  private static List<Snippet> markdown(String document) {
    return MarkdownSnippets.of("a.md", document.lines().toList());
  }

  private static List<Snippet> javadoc(String source) {
    return JavadocSnippets.of("A.java", source.lines().toList());
  }
}
