package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** The form that all ids share: four letters of prefix and a UUID in its 36-character form. */
final class PrefixedUuid {

  private static final int LENGTH = 40;

  private PrefixedUuid() {}

  static String check(String prefix, String value) {
    requireNonNull(value, "value");
    if (value.length() != LENGTH || !value.startsWith(prefix) || !isUuid(value)) {
      throw new IllegalArgumentException(
          "malformed id of "
              + value.length()
              + " characters: expected "
              + prefix
              + " and a UUID of 36");
    }
    return value;
  }

  static String random(String prefix) {
    return prefix + UUID.randomUUID();
  }

  private static boolean isUuid(String value) {
    for (int i = 4; i < LENGTH; i++) {
      char c = value.charAt(i);
      boolean dash = i == 12 || i == 17 || i == 22 || i == 27;
      if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
        return false;
      }
    }
    return true;
  }
}
