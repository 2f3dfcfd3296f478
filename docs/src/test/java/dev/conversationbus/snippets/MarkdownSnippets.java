package dev.conversationbus.snippets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Java of a Markdown document: every block fenced as {@code java}.
 *
 * <p>Each fence names its language, so that no Java is left out by a slip. A block fenced as {@code
 * text output} holds what the Java block before it prints.
 */
final class MarkdownSnippets {

  private static final String FENCE = "```";
  private static final String JAVA = "java";
  private static final String OUTPUT = "text output";
  private static final Set<String> OTHERS = Set.of("javascript", "json", "sh", "text", "xml");

  private final String document;
  private final List<Snippet> snippets = new ArrayList<>();
  private boolean afterJava;

  private MarkdownSnippets(String document) {
    this.document = document;
  }

  static List<Snippet> of(String document, List<String> lines) {
    MarkdownSnippets found = new MarkdownSnippets(document);
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i).strip();
      if (line.startsWith("~~~") || line.startsWith("<pre")) {
        throw found.bad(i, "fence code with ``` and the name of its language");
      }
      i = line.startsWith(FENCE) ? found.addBlock(lines, i) : i + 1;
    }
    return List.copyOf(found.snippets);
  }

  /** {@return the index of the line behind the block} */
  private int addBlock(List<String> lines, int fence) {
    String language = lines.get(fence).strip().substring(FENCE.length());
    int end = fence + 1;
    while (end < lines.size() && !lines.get(end).strip().equals(FENCE)) {
      end++;
    }
    if (end == lines.size()) {
      throw bad(fence, "the block is not closed");
    }
    String content = String.join("\n", lines.subList(fence + 1, end)).stripIndent();
    if (language.equals(JAVA)) {
      snippets.add(new Snippet(document, fence + 2, content, null));
    } else if (language.equals(OUTPUT)) {
      if (!afterJava) {
        throw bad(fence, "output without a java block before it");
      }
      int last = snippets.size() - 1;
      snippets.set(last, snippets.get(last).printing(content));
    } else if (!OTHERS.contains(language)) {
      throw bad(fence, "unknown language of a block: \"" + language + "\"");
    }
    afterJava = language.equals(JAVA);
    return end + 1;
  }

  private BadSnippet bad(int index, String problem) {
    return new BadSnippet(document + ":" + (index + 1), problem);
  }
}
