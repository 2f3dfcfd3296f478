package dev.conversationbus;

import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Streams of what is read page by page. */
final class Paging {

  /** How much a page holds. */
  static final int SIZE = 100;

  private Paging() {}

  /** What was read; a short page need not be the last. */
  record Page<E>(List<E> elements, boolean isLast) {}

  /**
   * {@return what the pages hold}
   *
   * @param next reads the page behind the last element read, null for the first
   */
  static <E> Stream<E> stream(@Nullable E before, Function<@Nullable E, Page<E>> next) {
    return StreamSupport.stream(new Pages<>(before, next), false);
  }

  private static final class Pages<E> extends Spliterators.AbstractSpliterator<E> {

    private final Function<@Nullable E, Page<E>> next;
    private @Nullable E last;
    private List<E> page = List.of();
    private int at;
    private boolean ended;

    Pages(@Nullable E before, Function<@Nullable E, Page<E>> next) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.last = before;
      this.next = next;
    }

    @Override
    public boolean tryAdvance(Consumer<? super E> action) {
      if (at == page.size()) {
        if (ended) {
          return false;
        }
        Page<E> read = next.apply(last);
        page = read.elements();
        at = 0;
        ended = read.isLast();
        if (page.isEmpty()) {
          return false;
        }
      }
      E element = page.get(at++);
      last = element;
      action.accept(element);
      return true;
    }
  }
}
