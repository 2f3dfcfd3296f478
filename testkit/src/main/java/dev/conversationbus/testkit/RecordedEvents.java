package dev.conversationbus.testkit;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.Conversation;
import dev.conversationbus.Start;
import dev.conversationbus.Subscriptions;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.EventValidator;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A listener that keeps what conversations hear, and assertions over it that wait.
 *
 * <pre>{@code
 * try (RecordedEvents heard = RecordedEvents.of(lunch)) {
 *   alice.send("poll_opened", Map.of());
 *   alice.send(VOTE, new Vote("pizza"));
 *   heard.received(VOTE);
 *   heard.expect(VOTE).from("alice").where(vote -> vote.dish().equals("pizza")).times(1);
 *   heard.inOrder("poll_opened", "poll_vote");
 *   heard.within(Duration.ofMillis(50)).never("poll_closed");
 * }
 * }</pre>
 *
 * <p>An assertion waits up to 5 seconds unless {@link #within} says otherwise, and returns as soon
 * as it holds. One that fails prints everything that was heard, with ids, types and senders, never
 * a body, and marks what looks like the event that was expected: the same type in another
 * conversation or from another sender, a body that was refused, a type that is spelled much alike.
 *
 * <p><b>Threads.</b> Safe for use by many threads: events may be heard on any, and any may assert.
 * Needs no test framework.
 *
 * <p><b>Bounds.</b> Keeps 100,000 events. Further ones are not heard until {@link #clear}; an
 * assertion that something is missing, or heard so many times, fails then and says so.
 *
 * @since 0.1.0
 */
public final class RecordedEvents implements AutoCloseable {

  private final Recording recording;
  private final Subscriptions subscriptions;
  private final Patience patience;
  private final BodyCodec codec;

  private RecordedEvents(
      Recording recording, Subscriptions subscriptions, Patience patience, BodyCodec codec) {
    this.recording = recording;
    this.subscriptions = subscriptions;
    this.patience = patience;
    this.codec = codec;
  }

  RecordedEvents(Recording recording) {
    this(recording, new Subscriptions(), Patience.defaults(), BodyCodec.jackson());
  }

  /** {@return a recorder of what is recorded in these conversations from now on} */
  public static RecordedEvents of(Conversation... conversations) {
    RecordedEvents heard = new RecordedEvents(new Recording());
    for (Conversation each : conversations) {
      heard.listenTo(each);
    }
    return heard;
  }

  /** Listens to what is recorded in a conversation from now on, too; each call listens anew. */
  public RecordedEvents listenTo(Conversation conversation) {
    return listenTo(conversation, Start.live());
  }

  /** Listens to a conversation, from a place in its history on, too; each call listens anew. */
  public RecordedEvents listenTo(Conversation conversation, Start from) {
    String place = conversation.name().orElse(conversation.id().value());
    subscriptions.add(conversation.onAny(from, (sender, event) -> recording.add(place, event)));
    return this;
  }

  /**
   * {@return assertions over the same events that wait so long}
   *
   * @param limit zero or more; with zero, for what has been heard already
   */
  public RecordedEvents within(Duration limit) {
    return new RecordedEvents(recording, subscriptions, patience.within(limit), codec);
  }

  /**
   * {@return assertions over the same events that, instead of waiting, move a time of the test's
   * own}
   *
   * <p>The time is moved in steps, up to the limit, until the assertion holds. What is on its way
   * on other threads by then is given a few seconds of real time, but by {@link #never}, which
   * looks only at what has been heard: with listeners on an executor, let {@code advance} wait
   * until that is idle.
   *
   * @param advance moves the time, such as {@code time::advance}
   */
  public RecordedEvents advancing(Consumer<Duration> advance) {
    requireNonNull(advance, "advance");
    return new RecordedEvents(recording, subscriptions, patience.moving(advance), codec);
  }

  /** {@return assertions over the same events that read typed bodies with another codec} */
  public RecordedEvents reading(BodyCodec other) {
    requireNonNull(other, "other");
    return new RecordedEvents(recording, subscriptions, patience, other);
  }

  /** {@return an expectation of an event of a type, to be narrowed and asserted} */
  public <T> Expectation<T> expect(EventType<T> type) {
    return new Expectation<>(recording, patience, Wanted.of(type, codec));
  }

  /**
   * {@return an expectation of an event of a type, its body as JSON, to be narrowed and asserted}
   */
  public Expectation<Body> expect(String type) {
    return expect(EventType.raw(type, EventValidator.wide()));
  }

  /** Asserts that an event of a type is heard; returns the first. */
  public <T> CustomEvent<T> received(EventType<T> type) {
    return expect(type).received();
  }

  /** Asserts that an event of a type is heard; returns the first. */
  public CustomEvent<Body> received(String type) {
    return expect(type).received();
  }

  /** Asserts that so many events of a type are heard, no more by then; returns them. */
  public <T> List<CustomEvent<T>> times(int count, EventType<T> type) {
    return expect(type).times(count);
  }

  /** Asserts that so many events of a type are heard, no more by then; returns them. */
  public List<CustomEvent<Body>> times(int count, String type) {
    return expect(type).times(count);
  }

  /** Asserts that no event of a type is heard, for the whole time that is set. */
  public void never(EventType<?> type) {
    expect(type).never();
  }

  /** Asserts that no event of a type is heard, for the whole time that is set. */
  public void never(String type) {
    expect(type).never();
  }

  /**
   * Asserts that events of these types are heard in this order, whatever is heard between them.
   * Order is that of hearing: within a conversation that of ids.
   */
  public void inOrder(String... types) {
    inOrder(Stream.of(types).map(this::expect).toArray(Expectation<?>[]::new));
  }

  /** Asserts that events of these types are heard in this order, whatever comes between them. */
  public void inOrder(EventType<?>... types) {
    inOrder(Stream.of(types).map(this::expect).toArray(Expectation<?>[]::new));
  }

  /** Asserts that these events are heard in this order, whatever comes between them. */
  public void inOrder(Expectation<?>... events) {
    OrderedSearch search = new OrderedSearch(recording, List.of(events));
    if (!patience.until(recording, search::lastSeen, search::isComplete)) {
      throw search.failure(patience);
    }
  }

  /** {@return what has been heard so far, in that order} */
  public List<CustomEvent<Body>> all() {
    return recording.since(0).stream().map(HeardEvent::event).toList();
  }

  /** Forgets what has been heard so far. */
  public void clear() {
    recording.clear();
  }

  /** Ends listening; what has been heard can still be asserted. Idempotent. */
  @Override
  public void close() {
    subscriptions.close();
  }
}
