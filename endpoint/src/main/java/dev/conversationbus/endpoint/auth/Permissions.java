package dev.conversationbus.endpoint.auth;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which paths are open to a token, and for which methods.
 *
 * <p>In a path {@code *} stands for one segment and {@code **} for any number of them, none
 * included. A token without any paths has them all.
 *
 * @since 0.1.0
 */
public final class Permissions {

  private static final Splitter SEGMENTS = Splitter.on('/').omitEmptyStrings();
  private static final Permissions ALL = new Permissions(List.of());

  private final List<Rule> rules;

  private record Rule(List<String> segments, Set<String> methods) {}

  private Permissions(List<Rule> rules) {
    this.rules = rules;
  }

  /** {@return every path, by every method} */
  public static Permissions all() {
    return ALL;
  }

  /**
   * {@return the paths that are open}
   *
   * @param paths each with the methods that are allowed there; none means all
   */
  public static Permissions of(Map<String, Set<String>> paths) {
    return new Permissions(
        paths.entrySet().stream()
            .map(
                path ->
                    new Rule(
                        SEGMENTS.splitToList(path.getKey()),
                        path.getValue().stream()
                            .map(method -> method.toUpperCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet())))
            .toList());
  }

  /** {@return whether a method is open on a path} */
  public boolean allow(String method, String path) {
    if (this == ALL) {
      return true;
    }
    List<String> segments = SEGMENTS.splitToList(path);
    for (Rule rule : rules) {
      if ((rule.methods.isEmpty() || rule.methods.contains(method))
          && matches(rule.segments, 0, segments, 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<String> pattern, int i, List<String> path, int j) {
    if (i == pattern.size()) {
      return j == path.size();
    }
    String wanted = pattern.get(i);
    if (wanted.equals("**")) {
      if (i == pattern.size() - 1) {
        return true;
      }
      for (int rest = j; rest <= path.size(); rest++) {
        if (matches(pattern, i + 1, path, rest)) {
          return true;
        }
      }
      return false;
    }
    return j < path.size()
        && (wanted.equals("*") || wanted.equals(path.get(j)))
        && matches(pattern, i + 1, path, j + 1);
  }
}
