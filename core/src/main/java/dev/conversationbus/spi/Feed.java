package dev.conversationbus.spi;

/**
 * A transport's live stream of one conversation's events.
 *
 * @since 0.1.0
 */
public interface Feed extends AutoCloseable {

  /** The place of a feed that starts with what is recorded next. */
  long LIVE = -1;

  /** {@return the id after which the feed started; the first event it gives has the next id} */
  long startedAfter();

  /** Ends the feed; no call of the observer begins after this has returned. Idempotent. */
  @Override
  void close();
}
