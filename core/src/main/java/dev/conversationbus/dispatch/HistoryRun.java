package dev.conversationbus.dispatch;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of history that is read page by page for one consumer. Guarded by the lock of its
 * backlog.
 */
final class HistoryRun {

  /** From where pages are read. */
  interface Source {

    /**
     * Reads events after {@code afterId} up to {@code throughId}; the callback may be called before
     * it returns.
     */
    void read(
        long afterId,
        long throughId,
        BiConsumer<@Nullable Result, @Nullable ConversationBusException> then);
  }

  /**
   * What a source answers.
   *
   * @param through the id up to which the page tells everything; 0 if it tells nothing
   */
  record Result(
      List<CustomEvent<Body>> events, long through, boolean hasMore, long forgottenThrough) {}

  /** What was read, with what cannot be had any more before it. */
  record Page(
      List<CustomEvent<Body>> events, long coveredThrough, long gapFrom, long gapTo, String why) {}

  private final Source source;
  private final long through;
  private final ArrayDeque<CustomEvent<Body>> read = new ArrayDeque<>();
  private boolean fromFirstKept;
  private long covered;
  private long expected;
  private boolean reading;

  private HistoryRun(
      Source source, long after, long through, long expected, boolean fromFirstKept) {
    this.source = source;
    this.covered = after;
    this.through = through;
    this.expected = expected;
    this.fromFirstKept = fromFirstKept;
  }

  /** A run that a consumer asked for: from an event, or, behind 0, from the first that is kept. */
  static HistoryRun replay(Source source, long after, long through) {
    return new HistoryRun(source, after, through, 0, after == 0);
  }

  /**
   * A run that makes good what was left out.
   *
   * @param expected how many events it will bring at least
   */
  static HistoryRun repair(Source source, long after, long through, long expected) {
    return new HistoryRun(source, after, through, expected, false);
  }

  @Nullable CustomEvent<Body> poll() {
    CustomEvent<Body> next = read.poll();
    if (next != null && expected > 0) {
      expected--;
    }
    return next;
  }

  /** How many events are known to be still to come. */
  long left() {
    return Math.max(expected, read.size());
  }

  boolean isDone() {
    return read.isEmpty() && covered >= through;
  }

  boolean canGoOn() {
    return !reading;
  }

  /** Whether the next page must be read; if so, the caller reads it with the lock released. */
  boolean wantsPage() {
    if (reading || !read.isEmpty() || covered >= through) {
      return false;
    }
    reading = true;
    return true;
  }

  void readPage(Consumer<Page> then) {
    long from = covered;
    source.read(
        from,
        through,
        (result, failure) -> {
          if (result == null) {
            String code = failure == null ? "unknown" : failure.code();
            then.accept(
                new Page(List.of(), through, from + 1, through, "history cannot be read: " + code));
            return;
          }
          boolean more = result.hasMore() && result.through() > from;
          long forgotten = fromFirstKept ? 0 : Math.min(result.forgottenThrough(), through);
          then.accept(
              new Page(
                  result.events(),
                  more ? result.through() : through,
                  from + 1,
                  forgotten,
                  "removed by the transport's retention rule"));
        });
  }

  void add(Page page) {
    reading = false;
    fromFirstKept = false;
    covered = page.coveredThrough();
    read.addAll(page.events());
  }
}
