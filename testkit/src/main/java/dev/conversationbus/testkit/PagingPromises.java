package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 7: every page has a limit, and paging stays right while events are added. */
abstract class PagingPromises extends PromiseGroup {

  private interface Interlude {
    void run() throws InterruptedException;
  }

  private List<Long> pageThrough(HistoryQuery query, Interlude between)
      throws InterruptedException {
    List<Long> ids = new ArrayList<>();
    HistoryPage page;
    do {
      page = stage().page(query);
      assertTrue(page.events().size() <= query.limit(), "a page of " + page.events().size());
      assertFalse(page.hasMore() && page.events().isEmpty(), "an empty page says there is more");
      page.events().forEach(event -> ids.add(event.id()));
      assertTrue(ids.size() < 10_000, "paging does not end");
      if (page.hasMore()) {
        long last = ids.get(ids.size() - 1);
        query = query.newestFirst() ? query.before(last) : query.after(last);
        between.run();
      }
    } while (page.hasMore());
    return ids;
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  @DisplayName("7: a page holds as many events as asked for, and says whether there are more")
  void aPageHoldsAsManyAsAskedFor() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 5);
    for (boolean backwards : List.of(false, true)) {
      HistoryQuery query = HistoryQuery.of(lunch);
      HistoryQuery asked = backwards ? query.backwards() : query;
      for (int limit = 1; limit <= 6; limit++) {
        HistoryPage page = stage().page(asked.withLimit(limit));
        assertEquals(Math.min(limit, 5), page.events().size());
        assertEquals(limit < 5, page.hasMore(), "of 5 events, limit " + limit);
      }
    }
  }

  @Test
  @DisplayName("7: a page of one name says whether there are more of that name")
  void hasMoreCountsOnlyWhatIsWanted() throws Exception {
    ConversationId lunch = conversation();
    stage().say(lunch, "vote");
    stage().say(lunch, "vote");
    stage().sayMany(lunch, 5);
    HistoryQuery votes = HistoryQuery.of(lunch).withFilter(EventFilter.named("vote"));
    assertTrue(stage().page(votes.withLimit(1)).hasMore());
    assertFalse(stage().page(votes.withLimit(2)).hasMore());
    assertFalse(stage().page(votes.backwards().withLimit(2)).hasMore());
  }

  @Test
  @DisplayName("7: paging forwards gives each event once")
  void pagingForwards() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 23);
    assertEquals(range(1, 23), pageThrough(HistoryQuery.of(lunch).withLimit(5), () -> {}));
  }

  @Test
  @DisplayName("7: paging backwards gives each event once")
  void pagingBackwards() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 23);
    List<Long> expected = new ArrayList<>(range(1, 23));
    Collections.reverse(expected);
    assertEquals(expected, pageThrough(HistoryQuery.of(lunch).backwards().withLimit(5), () -> {}));
  }

  @Test
  @DisplayName("7: paging forwards while events are added gives each once, the added ones too")
  void pagingForwardsWhileEventsAreAdded() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 20);
    int[] left = {4};
    List<Long> found =
        pageThrough(
            HistoryQuery.of(lunch).withLimit(5),
            () -> {
              if (left[0]-- > 0) {
                stage().sayMany(lunch, 3);
              }
            });
    assertEquals(range(1, found.size()), found);
    assertTrue(found.size() >= 29, "added events are missing: " + found.size());
  }

  @Test
  @DisplayName("7: paging backwards while events are added gives each of the older ones once")
  void pagingBackwardsWhileEventsAreAdded() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 23);
    List<Long> expected = new ArrayList<>(range(1, 23));
    Collections.reverse(expected);
    assertEquals(
        expected,
        pageThrough(
            HistoryQuery.of(lunch).backwards().withLimit(5), () -> stage().sayMany(lunch, 3)));
  }

  @Test
  @DisplayName("7: paging while events are deleted leaves no other event out")
  void pagingWhileEventsAreDeleted() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 20);
    long[] next = {1};
    List<Long> found =
        pageThrough(
            HistoryQuery.of(lunch).withLimit(5),
            () -> {
              RecordedEvent unused = stage().get(transport().delete(lunch, next[0]++, null));
            });
    assertEquals(range(1, 20), found);
  }

  @Test
  @DisplayName("7: the largest page holds 1000 events and no more")
  void theLargestPage() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, HistoryQuery.MAX_LIMIT + 1);
    HistoryPage page = stage().page(HistoryQuery.of(lunch).withLimit(HistoryQuery.MAX_LIMIT));
    assertEquals(HistoryQuery.MAX_LIMIT, page.events().size());
    assertTrue(page.hasMore());
  }
}
