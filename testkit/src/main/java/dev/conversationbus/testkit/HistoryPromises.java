package dev.conversationbus.testkit;

import static dev.conversationbus.spi.EventKind.CUSTOM;
import static dev.conversationbus.spi.EventKind.SYSTEM;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 7, for questions to a history: each condition, and all of them together. */
abstract class HistoryPromises extends PromiseGroup {

  /** What the queries are put to: 12 events, of which #5 was deleted. */
  private ConversationId written() throws InterruptedException {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice"); // 1
    for (String name : List.of("poll_opened", "poll_vote", "poll_vote", "poll_vote")) { // 2 to 5
      stage().say(lunch, alice, name, numbered(1));
    }
    stage().setup().letTimePass(transport(), Duration.ofMillis(5));
    stage().get(transport().delete(lunch, 5, alice.id())); // 6
    for (String name : List.of("order", "poll", "order_paid")) { // 7 to 9
      stage().say(lunch, alice, name, numbered(2));
    }
    stage().setup().letTimePass(transport(), Duration.ofMillis(5));
    stage().say(lunch, alice, "poll_closed", numbered(3)); // 10
    stage().get(transport().leave(lunch, alice.id())); // 11
    stage().say(lunch, "order"); // 12
    return lunch;
  }

  private List<Long> ids(HistoryQuery query) throws InterruptedException {
    return stage().page(query).events().stream().map(RecordedEvent::id).toList();
  }

  private static HistoryQuery named(ConversationId where, EventFilter.Pattern... patterns) {
    return HistoryQuery.of(where).withFilter(new EventFilter(List.of(patterns)));
  }

  @Test
  @DisplayName("7: unless asked otherwise a history lists the custom events, oldest first")
  void aPlainQueryListsCustomEvents() throws Exception {
    assertEquals(List.of(2L, 3L, 4L, 7L, 8L, 9L, 10L, 12L), ids(HistoryQuery.of(written())));
  }

  @Test
  @DisplayName("7: a history without events is an empty page, the last one")
  void anEmptyHistoryIsAnEmptyPage() throws Exception {
    HistoryPage page = stage().page(HistoryQuery.of(conversation()));
    assertEquals(List.of(), page.events());
    assertFalse(page.hasMore());
    assertEquals(0, page.forgottenThrough());
  }

  @Test
  @DisplayName("7: only events behind an id, before an id, or between two")
  void betweenIds() throws Exception {
    ConversationId lunch = written();
    HistoryQuery query = HistoryQuery.of(lunch);
    assertAll(
        () -> assertEquals(List.of(8L, 9L, 10L, 12L), ids(query.after(7))),
        () -> assertEquals(List.of(2L, 3L, 4L), ids(query.before(7))),
        () -> assertEquals(List.of(4L, 7L, 8L), ids(query.after(3).before(9))),
        () -> assertEquals(List.of(), ids(query.after(3).before(4))),
        () -> assertEquals(List.of(), ids(query.after(12))),
        () -> assertEquals(List.of(), ids(query.before(1))),
        () -> assertEquals(List.of(), ids(query.after(1_000_000))));
  }

  @Test
  @DisplayName("7: newest first")
  void newestFirst() throws Exception {
    ConversationId lunch = written();
    HistoryQuery query = HistoryQuery.of(lunch).backwards();
    assertAll(
        () -> assertEquals(List.of(12L, 10L, 9L, 8L, 7L, 4L, 3L, 2L), ids(query)),
        () -> assertEquals(List.of(8L, 7L, 4L), ids(query.after(3).before(9))),
        () -> assertEquals(List.of(12L, 10L), ids(query.withLimit(2))));
  }

  @Test
  @DisplayName("7: only events of a name, or of several")
  void byName() throws Exception {
    ConversationId lunch = written();
    EventFilter.Pattern order = new EventFilter.Pattern(CUSTOM, "order", false);
    EventFilter.Pattern poll = new EventFilter.Pattern(CUSTOM, "poll", false);
    EventFilter.Pattern none = new EventFilter.Pattern(CUSTOM, "nothing", false);
    assertAll(
        () -> assertEquals(List.of(7L, 12L), ids(named(lunch, order))),
        () -> assertEquals(List.of(7L, 8L, 12L), ids(named(lunch, poll, order, none))),
        () -> assertEquals(List.of(), ids(named(lunch, none))));
  }

  @Test
  @DisplayName("7: only events whose name begins with a text, or with one of several")
  void byPrefix() throws Exception {
    ConversationId lunch = written();
    EventFilter.Pattern polls = new EventFilter.Pattern(CUSTOM, "poll", true);
    EventFilter.Pattern votes = new EventFilter.Pattern(CUSTOM, "poll_", true);
    EventFilter.Pattern order = new EventFilter.Pattern(CUSTOM, "order", false);
    assertAll(
        () -> assertEquals(List.of(2L, 3L, 4L, 8L, 10L), ids(named(lunch, polls))),
        () -> assertEquals(List.of(2L, 3L, 4L, 10L), ids(named(lunch, votes))),
        () -> assertEquals(List.of(2L, 3L, 4L, 7L, 10L, 12L), ids(named(lunch, votes, order))));
  }

  @Test
  @DisplayName("7: only the system's events, or those of one of its names")
  void bySystemName() throws Exception {
    ConversationId lunch = written();
    EventFilter.Pattern joined = new EventFilter.Pattern(SYSTEM, "member:joined", false);
    EventFilter.Pattern members = new EventFilter.Pattern(SYSTEM, "member:", true);
    EventFilter.Pattern all = new EventFilter.Pattern(SYSTEM, "", true);
    EventFilter.Pattern order = new EventFilter.Pattern(SYSTEM, "order", false);
    assertAll(
        () -> assertEquals(List.of(1L), ids(named(lunch, joined))),
        () -> assertEquals(List.of(1L, 11L), ids(named(lunch, members))),
        () -> assertEquals(List.of(1L, 6L, 11L), ids(named(lunch, all))),
        () -> assertEquals(List.of(), ids(named(lunch, order))));
  }

  @Test
  @DisplayName("7: only events recorded from a time on, before a time, or between two")
  void betweenTimes() throws Exception {
    ConversationId lunch = written();
    List<RecordedEvent> all = stage().everything(lunch);
    Instant seventh = all.get(6).timestamp();
    Instant tenth = all.get(9).timestamp();
    assertNotEquals(seventh, tenth, "the clock stood still: letTimePass must move it");
    HistoryQuery query = HistoryQuery.of(lunch).withFilter(EventFilter.all());
    assertAll(
        () -> asked(query.between(seventh, null), all, e -> !e.timestamp().isBefore(seventh)),
        () -> asked(query.between(null, seventh), all, e -> e.timestamp().isBefore(seventh)),
        () ->
            asked(
                query.between(seventh, tenth),
                all,
                e -> !e.timestamp().isBefore(seventh) && e.timestamp().isBefore(tenth)),
        () -> asked(query.between(tenth, tenth), all, e -> false));
  }

  private void asked(HistoryQuery query, List<RecordedEvent> all, Predicate<RecordedEvent> wanted)
      throws InterruptedException {
    assertEquals(
        all.stream().filter(e -> !e.isDeleted()).filter(wanted).map(RecordedEvent::id).toList(),
        ids(query));
  }

  @Test
  @DisplayName("7: tombstones are listed only if asked for")
  void tombstonesOnlyIfAskedFor() throws Exception {
    ConversationId lunch = written();
    HistoryQuery query = HistoryQuery.of(lunch).before(7);
    assertEquals(List.of(2L, 3L, 4L), ids(query));
    assertEquals(List.of(2L, 3L, 4L, 5L), ids(query.includingDeleted()));
  }

  @Test
  @DisplayName("7: all conditions hold together, in every combination")
  void allConditionsHoldTogether() throws Exception {
    ConversationId lunch = written();
    List<RecordedEvent> all = stage().everything(lunch);
    Instant seventh = all.get(6).timestamp();
    for (int choice = 0; choice < 1 << 6; choice++) {
      boolean after = (choice & 1) != 0;
      boolean before = (choice & 2) != 0;
      boolean backwards = (choice & 4) != 0;
      boolean polls = (choice & 8) != 0;
      boolean deleted = (choice & 16) != 0;
      boolean late = (choice & 32) != 0;
      HistoryQuery query =
          new HistoryQuery(
              lunch,
              after ? 3 : 0,
              before ? 10 : Long.MAX_VALUE,
              backwards,
              4,
              polls ? EventFilter.prefixed("poll") : EventFilter.all(),
              deleted,
              late ? seventh : null,
              null);
      List<Long> expected = new ArrayList<>();
      for (RecordedEvent event : all) {
        if ((!after || event.id() > 3)
            && (!before || event.id() < 10)
            && (!polls || event.name().startsWith("poll"))
            && (deleted || !Set.of(5L).contains(event.id()))
            && (!late || !event.timestamp().isBefore(seventh))) {
          expected.add(event.id());
        }
      }
      if (backwards) {
        Collections.reverse(expected);
      }
      HistoryPage page = stage().page(query);
      assertEquals(
          expected.stream().limit(4).toList(),
          page.events().stream().map(RecordedEvent::id).toList(),
          () -> "asked " + query);
      assertEquals(expected.size() > 4, page.hasMore(), () -> "hasMore, asked " + query);
    }
  }

  @Test
  @DisplayName("8: a history holds nothing of another conversation")
  void aHistoryHoldsNothingOfOthers() throws Exception {
    ConversationId lunch = conversation();
    ConversationId dinner = conversation();
    stage().sayMany(lunch, 2);
    stage().sayMany(dinner, 3);
    for (RecordedEvent event : stage().everything(lunch)) {
      assertEquals(lunch, event.conversation());
    }
    assertEquals(2, stage().everything(lunch).size());
  }
}
