package dev.conversationbus;

/**
 * Where in a history a subscription starts. Replay hands over to live events without a gap or a
 * double.
 *
 * @since 0.1.0
 */
public sealed interface Start {

  /** {@return from the events that are recorded next} */
  static Start live() {
    return Live.INSTANCE;
  }

  /** {@return from the first event that is kept} */
  static Start beginning() {
    return new AfterId(0);
  }

  /**
   * {@return from the event behind an id}
   *
   * @param id 0 or more
   */
  static Start afterId(long id) {
    return new AfterId(id);
  }

  /**
   * {@return from the last events that the listener is for}
   *
   * @param count how many of them, 0 to 1000
   */
  static Start last(int count) {
    return new Last(count);
  }

  /** From the events that are recorded next. */
  enum Live implements Start {
    /** The only one. */
    INSTANCE
  }

  /**
   * From the event behind an id.
   *
   * @param id 0 or more
   */
  record AfterId(long id) implements Start {
    public AfterId {
      if (id < 0) {
        throw new IllegalArgumentException("id " + id + ": allowed are 0 and more");
      }
    }
  }

  /**
   * From the last events that the listener is for.
   *
   * @param count 0 to 1000
   */
  record Last(int count) implements Start {
    public Last {
      if (count < 0 || count > 1000) {
        throw new IllegalArgumentException("count " + count + ": allowed are 0 to 1000");
      }
    }
  }
}
