package dev.conversationbus.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnippetsTest {

  private final SnippetRunner runner = new SnippetRunner();

  @AfterAll
  void close() throws IOException {
    runner.close();
  }

  @TestFactory
  Stream<DynamicTest> javaInTheDocumentsDoesWhatTheySay() {
    return tests(Project.documents(), MarkdownSnippets::of);
  }

  @TestFactory
  Stream<DynamicTest> javaInTheJavadocRuns() {
    return tests(Project.sources(), JavadocSnippets::of);
  }

  @Test
  void allDocumentsAreLookedAt() {
    assertThat(Project.documents().map(Project::name))
        .contains("README.md", "CONTRIBUTING.md", "docs/testing.md", "docs/decisions/README.md");
  }

  private Stream<DynamicTest> tests(
      Stream<Path> files, BiFunction<String, List<String>, List<Snippet>> extract) {
    return files
        .flatMap(file -> extract.apply(Project.name(file), Project.lines(file)).stream())
        .map(snippet -> DynamicTest.dynamicTest(snippet.place(), () -> runner.run(snippet)));
  }
}
