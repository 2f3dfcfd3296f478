package dev.conversationbus;

import dev.conversationbus.dispatch.Registration;
import dev.conversationbus.dispatch.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A name that is spelled much like another one. */
final class SimilarName {

  private SimilarName() {}

  /**
   * {@return the closest of the names listened for, if it differs by at most a third of its
   * letters}
   */
  static Optional<String> of(String name, List<Registration<?>> registrations) {
    String wanted = plain(name);
    return registrations.stream()
        .filter(registration -> registration.target().pattern() == Target.Pattern.EXACT)
        .map(registration -> registration.target().text())
        .distinct()
        .limit(1000)
        .filter(other -> distance(wanted, plain(other)) <= Math.max(1, wanted.length() / 3))
        .min(Comparator.comparingInt(other -> distance(wanted, plain(other))));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** The number of letters to insert, remove or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
