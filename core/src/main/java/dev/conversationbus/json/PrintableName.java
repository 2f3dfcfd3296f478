package dev.conversationbus.json;

/** A key of a body as a message may show it: short, and nothing that a terminal would act upon. */
public final class PrintableName {

  private static final int MAX_CHARACTERS = 40;

  private PrintableName() {}

  /**
   * {@return the first 40 characters of the name, an ellipsis if there are more; invisible and
   * control characters as {@code \\uXXXX}}
   */
  public static String of(String name) {
    StringBuilder text = new StringBuilder(Math.min(name.length(), MAX_CHARACTERS) + 1);
    int characters = 0;
    for (int i = 0; i < name.length(); characters++) {
      if (characters == MAX_CHARACTERS) {
        return text.append('…').toString();
      }
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (isPrintable(c)) {
        text.appendCodePoint(c);
      } else {
        text.append(String.format("\\u%04x", c));
      }
    }
    return text.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
