package dev.conversationbus.testkit;

import java.util.Locale;

/** Whether one name was probably meant as another: a slip or two apart, or but for case. */
final class SimilarNames {

  private static final int SLIPS = 2;
  private static final int SHORT = 4;

  private SimilarNames() {}

  static boolean areSimilar(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    if (a.equals(b)) {
      return true;
    }
    int allowed = Math.min(a.length(), b.length()) <= SHORT ? 1 : SLIPS;
    return Math.abs(a.length() - b.length()) <= allowed && slips(a, b) <= allowed;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(':', '_');
  }

  /** How many characters must be changed, added or taken away to make one text the other. */
  private static int slips(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
