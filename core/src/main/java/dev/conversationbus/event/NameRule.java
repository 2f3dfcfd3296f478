package dev.conversationbus.event;

import dev.conversationbus.error.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What names of events may look like.
 *
 * @param kind which characters are allowed, and who counts them
 * @param maxLength in characters without prefix, inclusive
 */
record NameRule(Kind kind, int maxLength) {

  private static final int PLAIN_BIT = 1;
  private static final int COLONS_BIT = 2;

  /** Which characters a rule allows. */
  enum Kind {
    /** No colons. */
    PLAIN(PLAIN_BIT, "A-Z a-z 0-9 - _"),
    /** Colons. */
    COLONS(COLONS_BIT, "A-Z a-z 0-9 - _ :"),
    /** Colons, and the length that the hosted service allows. */
    HOSTED(COLONS_BIT, "A-Z a-z 0-9 - _ :");

    private final int mask;
    private final String allowed;

    Kind(int mask, String allowed) {
      this.mask = mask;
      this.allowed = allowed;
    }
  }

  private static final String TYPE = "type";
  private static final String PREFIX = "custom:";
  private static final int HOSTED_LENGTH = 93;
  private static final int DOCUMENTED_LENGTH = 100;

  /** So many illegal characters are listed, the others counted. */
  private static final int LISTED = 8;

  /** For each ASCII character which kinds of rule do not allow it. */
  private static final byte[] REFUSED_BY = refusedBy();

  private static byte[] refusedBy() {
    byte[] refusedBy = new byte[128];
    for (int c = 0; c < refusedBy.length; c++) {
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      refusedBy[c] = (byte) (plain ? 0 : c == ':' ? PLAIN_BIT : PLAIN_BIT | COLONS_BIT);
    }
    return refusedBy;
  }

  static NameRule documented(int maxLength) {
    return new NameRule(Kind.PLAIN, maxLength);
  }

  static NameRule hosted() {
    return new NameRule(Kind.HOSTED, HOSTED_LENGTH);
  }

  static NameRule withColons(int maxLength) {
    return new NameRule(Kind.COLONS, maxLength);
  }

  NameRule withMaxLength(int characters) {
    return new NameRule(kind == Kind.PLAIN ? Kind.PLAIN : Kind.COLONS, characters);
  }

  /** Looks at every character whatever it finds, so that no branch depends on the characters. */
  boolean allows(String name) {
    int length = name.length();
    if (length == 0 || length > maxLength) {
      return false;
    }
    int refused = 0;
    int union = 0;
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      refused |= REFUSED_BY[c & 0x7f];
      union |= c;
    }
    return (refused & kind.mask) == 0
        && union < 0x80
        && (kind == Kind.PLAIN || !name.startsWith(PREFIX));
  }

  private boolean allows(int codePoint) {
    return codePoint < 0x80 && (REFUSED_BY[codePoint] & kind.mask) == 0;
  }

  /** {@return what is wrong with a name that {@link #allows} refused} */
  List<Violation> violations(String name) {
    if (name.isEmpty()) {
      return List.of(Violation.of("type.empty", TYPE, "0 characters", lengths()));
    }
    List<Violation> violations = new ArrayList<>();
    int length = name.codePointCount(0, name.length());
    if (length > maxLength) {
      violations.add(tooLong(length));
    }
    if (kind != Kind.PLAIN && name.startsWith(PREFIX)) {
      violations.add(
          new Violation("type.prefixed", TYPE, 0, PREFIX, "the name without the prefix"));
    }
    addIllegal(name, violations);
    return List.copyOf(violations);
  }

  private Violation tooLong(int length) {
    if (kind == Kind.HOSTED && length <= DOCUMENTED_LENGTH) {
      return Violation.of(
          "type.too-long-for-hosted",
          TYPE,
          length + " characters",
          lengths() + ", since the hosted service counts " + PREFIX);
    }
    return Violation.of("type.too-long", TYPE, length + " characters", lengths());
  }

  private String lengths() {
    return "1 to " + maxLength;
  }

  private void addIllegal(String name, List<Violation> violations) {
    int illegal = 0;
    int position = 0;
    for (int i = 0; i < name.length(); position++) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (!allows(c) && ++illegal <= LISTED) {
        violations.add(illegalCharacter(position, String.format("U+%04X", c)));
      }
    }
    if (illegal > LISTED) {
      violations.add(
          illegalCharacter(Violation.WHOLE_FIELD, (illegal - LISTED) + " more illegal characters"));
    }
  }

  private Violation illegalCharacter(long position, String found) {
    return new Violation("type.illegal-character", TYPE, position, found, kind.allowed);
  }
}
