package dev.conversationbus.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {

  /** Two words with a dot between; nothing else in the sources is of that form. */
  private static final String CODE = "([a-z]+[.][a-z][a-z0-9-]*[a-z0-9]|timed-out)";

  private static final Pattern IN_SOURCES = Pattern.compile("\"" + CODE + "\"");
  private static final Pattern IN_DOCUMENT = Pattern.compile("`" + CODE + "`");

  @Test
  void theDocumentHasEveryCodeThatTheSourcesHaveAndNoOther() {
    Set<String> inSources =
        Project.sources().flatMap(file -> found(IN_SOURCES, file)).collect(asSet());
    Set<String> inDocument =
        Stream.of(Project.ROOT.resolve("docs/errors.md"))
            .flatMap(file -> found(IN_DOCUMENT, file))
            .collect(asSet());
    assertThat(inDocument).contains("event.invalid", "timed-out").isEqualTo(inSources);
  }

  private static Collector<String, ?, Set<String>> asSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static Stream<String> found(Pattern code, Path file) {
    Matcher matcher = code.matcher(String.join("\n", Project.lines(file)));
    return matcher.results().map(result -> result.group(1));
  }
}
