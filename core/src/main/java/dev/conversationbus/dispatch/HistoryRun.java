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

  /** What a source answers. */
  record Result(List<CustomEvent<Body>> events, boolean hasMore, long forgottenThrough) {}

  /** What was read, with what cannot be had any more before it. */
  record Page(
      List<CustomEvent<Body>> events, long coveredThrough, long gapFrom, long gapTo, String why) {}

  private final Source source;
  private final long through;
  private final ArrayDeque<CustomEvent<Body>> read = new ArrayDeque<>();
  private long covered;
  private boolean reading;

  HistoryRun(Source source, long after, long through) {
    this.source = source;
    this.covered = after;
    this.through = through;
  }

  @Nullable CustomEvent<Body> poll() {
    return read.poll();
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
          List<CustomEvent<Body>> events = result.events();
          boolean more = result.hasMore() && !events.isEmpty();
          long forgotten = from == 0 ? 0 : Math.min(result.forgottenThrough(), through);
          then.accept(
              new Page(
                  events,
                  more ? events.get(events.size() - 1).id() : through,
                  from + 1,
                  forgotten,
                  "removed by the transport's retention rule"));
        });
  }

  void add(Page page) {
    reading = false;
    covered = page.coveredThrough();
    read.addAll(page.events());
  }
}
