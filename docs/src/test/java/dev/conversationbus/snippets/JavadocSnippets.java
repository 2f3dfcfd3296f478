package dev.conversationbus.snippets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The Java of a source file's Javadoc: every {@code pre} element, whose content must be one {@code
 * @code} tag.
 */
final class JavadocSnippets {

  private static final String BEGIN = "<pre>{@code";
  private static final String END = "}</pre>";
  private static final Pattern MARGIN = Pattern.compile("^\\s*\\* ?");

  /** What stands for code that is left out. */
  private static final String LEFT_OUT = "…";

  private JavadocSnippets() {}

  static List<Snippet> of(String document, List<String> lines) {
    List<Snippet> snippets = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = content(lines.get(i));
      if (!isComment(lines.get(i)) || !line.contains("<pre>")) {
        continue;
      }
      String place = document + ":" + (i + 1);
      if (!line.equals(BEGIN)) {
        throw new BadSnippet(place, "an example begins with a line " + BEGIN);
      }
      int first = i + 1;
      StringBuilder code = new StringBuilder();
      for (i = first; i < lines.size() && !content(lines.get(i)).equals(END); i++) {
        if (!isComment(lines.get(i))) {
          throw new BadSnippet(place, "an example ends with a line " + END);
        }
        String shown = content(lines.get(i));
        code.append(shown.strip().equals(LEFT_OUT) ? "" : shown).append('\n');
      }
      snippets.add(new Snippet(document, first + 1, code.toString(), null));
    }
    return List.copyOf(snippets);
  }

  private static boolean isComment(String line) {
    return MARGIN.matcher(line).find() && !line.strip().equals("*/");
  }

  private static String content(String line) {
    return MARGIN.matcher(line).replaceFirst("");
  }
}
