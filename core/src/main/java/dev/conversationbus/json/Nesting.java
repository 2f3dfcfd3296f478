package dev.conversationbus.json;

import dev.conversationbus.error.Violation;

/** The depth of compact JSON. */
public final class Nesting {

  private Nesting() {}

  /**
   * {@return the index of the first bracket that lies deeper than {@code maxNesting}, -1 if there
   * is none}
   *
   * @param json trusted to be compact and valid
   */
  public static int firstDeeper(byte[] json, int maxNesting) {
    if (json.length <= 2 * maxNesting) {
      return -1;
    }
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (b == '"') {
        inString = !inString;
      } else if (inString) {
        i += b == '\\' ? 1 : 0;
      } else if (b == '{' || b == '[') {
        if (++depth > maxNesting) {
          return i;
        }
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    return -1;
  }

  /** {@return the violation by a bracket at the given byte} */
  public static Violation violation(int position, int maxNesting) {
    return Problems.tooDeep(position, maxNesting);
  }
}
