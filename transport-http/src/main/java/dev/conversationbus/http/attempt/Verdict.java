package dev.conversationbus.http.attempt;

/** What a status says about the request it answers. */
enum Verdict {
  /** The last word. */
  SETTLED,
  /** The other side did not act, and asks for another attempt. */
  NOT_ACTED,
  /** Nobody can tell whether the other side acted. */
  UNCERTAIN;

  static Verdict of(int status, boolean saysWhen) {
    return switch (status) {
      case 429 -> NOT_ACTED;
      case 503 -> saysWhen ? NOT_ACTED : UNCERTAIN;
      case 408, 303 -> UNCERTAIN;
      default -> status >= 500 ? UNCERTAIN : SETTLED;
    };
  }
}
