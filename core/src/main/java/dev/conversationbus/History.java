package dev.conversationbus;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The custom events of a conversation, read lazily.
 *
 * <pre>{@code
 * alice.history().ofType("poll_vote").after(17).stream().forEach(event -> System.out.println(event.id()));
 * }</pre>
 *
 * <p>Immutable: each narrowing returns another one. All conditions hold together. Deleted events
 * are left out.
 *
 * @since 0.1.0
 */
public interface History {

  /** {@return only the events of these types, by name, up to 100} */
  History ofType(String... names);

  /** {@return only the events whose type begins with {@code prefix}} */
  History ofPrefix(String prefix);

  /** {@return only the events with a larger id} */
  History after(long id);

  /** {@return only the events with a smaller id} */
  History before(long id);

  /** {@return only the events recorded at {@code from} or later and before {@code until}} */
  History between(Instant from, Instant until);

  /** {@return the same events, the newest first} */
  History newestFirst();

  /**
   * Reads one page and waits for it.
   *
   * @param limit 1 to 1000 events
   */
  EventPage page(int limit);

  /** Reads one page as {@link #page} does, without waiting. */
  CompletableFuture<EventPage> pageAsync(int limit);

  /**
   * {@return the events, read page by page as the stream is consumed, which waits for each page}
   */
  Stream<CustomEvent<Body>> stream();

  /**
   * {@return the events of one type, their bodies read as its Java type, page by page as the stream
   * is consumed}
   *
   * <p>The stream throws {@link dev.conversationbus.error.BodyMismatchException} at a body that
   * does not fit.
   */
  <T> Stream<CustomEvent<T>> stream(EventType<T> type);
}
