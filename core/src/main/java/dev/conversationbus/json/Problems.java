package dev.conversationbus.json;

import dev.conversationbus.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a text, in words that give away nothing of it. */
final class Problems {

  private static final String BODY = "body";

  /** So many repeated keys are listed, the others counted. */
  private static final int LISTED = 8;

  private final List<Violation> violations = new ArrayList<>(1);
  private int repeatedKeys;
  private boolean hasUnpairedKey;

  boolean hasAny() {
    return !violations.isEmpty();
  }

  void add(Violation violation) {
    violations.add(violation);
  }

  void addRepeatedKey(long position) {
    if (++repeatedKeys <= LISTED) {
      violations.add(repeatedKey(position));
    }
  }

  /** Adds the first of them. */
  void addUnpairedKey(long position) {
    if (!hasUnpairedKey) {
      hasUnpairedKey = true;
      violations.add(unpairedKey(position));
    }
  }

  BadJson toException() {
    if (repeatedKeys > LISTED) {
      violations.add(
          Violation.of(
              "body.duplicate-key",
              BODY,
              (repeatedKeys - LISTED) + " more repeated keys",
              "each key once in its object"));
    }
    return new BadJson(violations);
  }

  static Violation repeatedKey(long position) {
    return new Violation(
        "body.duplicate-key", BODY, position, "a repeated key", "each key once in its object");
  }

  static Violation unpairedKey(long position) {
    return new Violation(
        "body.unpaired-surrogate",
        BODY,
        position,
        "half a surrogate pair in a key",
        "whole characters in keys");
  }

  static Violation badUtf8(long position) {
    return new Violation("body.not-utf8", BODY, position, "malformed UTF-8", "UTF-8");
  }

  static Violation notAnObject(byte first) {
    String found =
        switch (first) {
          case '[' -> "an array";
          case '"' -> "a string";
          case 't', 'f' -> "a boolean";
          case 'n' -> "null";
          default -> "a number";
        };
    return Violation.of("body.not-an-object", BODY, found, "a JSON object");
  }

  static Violation tooDeep(long position, int maxNesting) {
    return new Violation(
        "body.too-deep",
        BODY,
        position,
        "more than " + maxNesting + " levels",
        maxNesting + " levels");
  }

  static Violation unexpectedEnd(long position, String expected) {
    return new Violation("body.not-json", BODY, position, "the end of the text", expected);
  }

  static Violation unexpected(long position, byte found, String expected) {
    if (found < 0 && !canLeadCharacter(found & 0xff)) {
      return badUtf8(position);
    }
    return new Violation("body.not-json", BODY, position, describe(found, position), expected);
  }

  private static boolean canLeadCharacter(int b) {
    return b >= 0xc2 && b <= 0xf4;
  }

  /**
   * Names punctuation, which is the writer's mistake, but no letter or digit, which may be data.
   */
  private static String describe(byte found, long position) {
    if (found < 0) {
      return position == 0 && found == (byte) 0xef
          ? "a character outside ASCII, perhaps a byte order mark"
          : "a character outside ASCII";
    }
    char c = (char) found;
    if (Character.isDigit(c)) {
      return "a digit";
    }
    if (Character.isLetter(c)) {
      return "a letter";
    }
    return String.format("U+%04X", (int) c);
  }
}
