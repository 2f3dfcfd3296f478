package dev.conversationbus.testkit;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.Conversation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An event that a test expects, narrowed down before it is asserted.
 *
 * <pre>{@code
 * heard.expect(VOTE).from("alice").where("for pizza", vote -> vote.dish().equals("pizza")).received();
 * }</pre>
 *
 * <p>Immutable: each narrowing returns another one. All conditions hold together. Predicates are
 * called on the thread that asserts, without a lock held, perhaps several times for one event.
 *
 * @param <T> the Java type of the body
 * @since 0.1.0
 */
public final class Expectation<T> {

  private final Recording recording;
  private final Patience patience;
  private final Wanted<T> wanted;

  Expectation(Recording recording, Patience patience, Wanted<T> wanted) {
    this.recording = recording;
    this.patience = patience;
    this.wanted = wanted;
  }

  private Expectation<T> with(Wanted<T> narrower) {
    return new Expectation<>(recording, patience, narrower);
  }

  /** {@return this expectation, in one of the conversations that are listened to} */
  public Expectation<T> in(Conversation conversation) {
    String place = conversation.name().orElse(conversation.id().value());
    return with(wanted.in(conversation.id(), place));
  }

  /** {@return this expectation, sent by the user with a name} */
  public Expectation<T> from(String userName) {
    return with(wanted.from(requireNonNull(userName, "userName")));
  }

  /** {@return this expectation, sent by the user of a member} */
  public Expectation<T> from(Member member) {
    return from(member.name());
  }

  /** {@return this expectation, with a body that a predicate accepts} */
  public Expectation<T> where(Predicate<? super T> body) {
    return where("a predicate accepts it", body);
  }

  /**
   * {@return this expectation, with a body that a predicate accepts}
   *
   * @param what the predicate asks for, in the message of an assertion that fails
   */
  public Expectation<T> where(String what, Predicate<? super T> body) {
    return with(
        wanted.where(
            new Wanted.Condition<>(requireNonNull(what, "what"), requireNonNull(body, "body"))));
  }

  /**
   * Waits until the event has been heard.
   *
   * @return the first
   * @throws AssertionError if it was not heard in time
   */
  public CustomEvent<T> received() {
    return atLeast(1).get(0);
  }

  /**
   * Waits until so many have been heard.
   *
   * @param count 1 or more
   * @return those that were heard by then, at least {@code count}, in the order in which they were
   *     heard
   * @throws AssertionError if fewer were heard in time
   */
  public List<CustomEvent<T>> atLeast(int count) {
    Search search = new Search();
    if (!patience.until(recording, search::lastSeen, () -> search.found().size() >= count)) {
      throw failed("at least " + count, search.found().size());
    }
    return List.copyOf(search.found);
  }

  /**
   * Waits until so many have been heard, and fails if by then there are more. For 0, what is heard
   * later goes unnoticed; {@link #never} waits for it.
   *
   * @param count 0 or more
   * @return those
   * @throws AssertionError if fewer were heard in time, or more
   */
  public List<CustomEvent<T>> times(int count) {
    Search search = new Search();
    boolean enough =
        patience.until(recording, search::lastSeen, () -> search.found().size() >= count);
    if (!enough || search.found().size() != count || recording.dropped() > 0) {
      throw failed("exactly " + count, search.found().size());
    }
    return List.copyOf(search.found);
  }

  /**
   * Waits for the whole time that is set, and fails as soon as one is heard. Takes that long in
   * real time, so a short one is better set before, or a time of the test's own.
   *
   * @throws AssertionError if one was heard
   */
  public void never() {
    Search search = new Search();
    boolean heard =
        patience.throughout(recording, search::lastSeen, () -> !search.found().isEmpty());
    if (heard || recording.dropped() > 0) {
      throw failed("none", search.found().size());
    }
  }

  boolean matches(CustomEvent<Body> event) {
    return wanted.match(event).isPresent();
  }

  @Nullable String nearMiss(CustomEvent<Body> event) {
    return wanted.nearMiss(event);
  }

  private AssertionError failed(String howMany, int found) {
    Function<CustomEvent<Body>, @Nullable String> remark =
        event -> matches(event) ? "this" : nearMiss(event);
    return new AssertionError(
        "expected "
            + howMany
            + " of "
            + wanted
            + " within "
            + patience
            + ", found "
            + found
            + full(recording)
            + Timeline.of(recording.since(0), remark));
  }

  static String full(Recording recording) {
    long dropped = recording.dropped();
    return dropped == 0
        ? ""
        : "; " + dropped + " further events were not kept, clear() the recorder in time";
  }

  @Override
  public String toString() {
    return wanted.toString();
  }

  /** A walk over what has been heard, which goes on where it stopped. */
  private final class Search {
    private final List<CustomEvent<T>> found = new ArrayList<>();
    private long lastSeen;

    long lastSeen() {
      return lastSeen;
    }

    List<CustomEvent<T>> found() {
      for (HeardEvent heard : recording.since(lastSeen)) {
        lastSeen = heard.number();
        wanted.match(heard.event()).ifPresent(found::add);
      }
      return found;
    }
  }
}
