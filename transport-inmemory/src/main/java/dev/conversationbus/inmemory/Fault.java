package dev.conversationbus.inmemory;

import java.util.Locale;

/**
 * What can go wrong by chance.
 *
 * @see Chaos
 * @since 0.1.0
 */
public enum Fault {
  /** A publication is refused, and nothing recorded. */
  FAIL(Kind.PUBLICATION),
  /** A publication is recorded later. */
  DELAY_REQUEST(Kind.PUBLICATION),
  /** A publication is recorded at once, and answered later. */
  DELAY_ANSWER(Kind.PUBLICATION),
  /** A publication is never recorded and never answered. */
  LOSE_REQUEST(Kind.PUBLICATION),
  /** A publication is recorded and never answered. */
  LOSE_ANSWER(Kind.PUBLICATION),
  /** An event is handed to a feed's observer twice. */
  DUPLICATE(Kind.EVENT),
  /** An event is handed on after the next one. */
  REORDER(Kind.EVENT),
  /** An event is not handed on. */
  DROP(Kind.EVENT),
  /** An event, and all behind it, is handed on later. */
  DELAY_EVENT(Kind.EVENT),
  /** The feed breaks in place of an event. */
  BREAK_FEED(Kind.EVENT),
  /** A query of a history fails. */
  FAIL_HISTORY(Kind.QUERY);

  /** What a fault happens to. */
  enum Kind {
    PUBLICATION,
    EVENT,
    QUERY
  }

  private final Kind kind;

  Fault(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** {@return the name in words, such as {@code lose answer}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
