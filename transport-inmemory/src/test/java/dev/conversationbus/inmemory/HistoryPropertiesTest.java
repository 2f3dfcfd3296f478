package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Every query of a history, against a list that is read in the plainest way. */
class HistoryPropertiesTest {

  /** What a test does to a conversation; the number is an event's, a name's or a time's. */
  record Step(Kind kind, int number) {
    enum Kind {
      SAY,
      SAY_OFTEN,
      JOIN,
      LEAVE,
      DELETE,
      WAIT
    }
  }

  /** A query, with times in milliseconds after the start, or below zero for none. */
  record Question(
      long after,
      long before,
      boolean newestFirst,
      int limit,
      int filter,
      boolean includeDeleted,
      long from,
      long until) {}

  private static final List<EventFilter> FILTERS =
      List.of(
          EventFilter.all(),
          EventFilter.custom(),
          EventFilter.named("said1"),
          EventFilter.prefixed("said"),
          EventFilter.named("member:joined"),
          new EventFilter(
              List.of(
                  new EventFilter.Pattern(EventKind.SYSTEM, "member:", true),
                  new EventFilter.Pattern(EventKind.CUSTOM, "other0", false))));

  private final VirtualTime time = VirtualTime.create();
  private final Instant start = time.now();

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                pair(10, Step.Kind.SAY),
                pair(2, Step.Kind.SAY_OFTEN),
                pair(2, Step.Kind.JOIN),
                pair(1, Step.Kind.LEAVE),
                pair(3, Step.Kind.DELETE),
                pair(4, Step.Kind.WAIT)),
            Arbitraries.integers().between(0, 60))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static Tuple.Tuple2<Integer, Step.Kind> pair(int weight, Step.Kind kind) {
    return Tuple.of(weight, kind);
  }

  @Provide
  Arbitrary<List<Question>> questions() {
    Arbitrary<Long> ids = Arbitraries.longs().between(0, 90);
    Arbitrary<Long> ends = Arbitraries.oneOf(ids, Arbitraries.just(Long.MAX_VALUE));
    Arbitrary<Long> times = Arbitraries.longs().between(-300, 300);
    return Combinators.combine(
            Arbitraries.oneOf(ids, Arbitraries.of(0L, Long.MAX_VALUE)),
            ends,
            Arbitraries.of(true, false),
            Arbitraries.oneOf(
                Arbitraries.integers().between(1, 5), Arbitraries.integers().between(1, 1000)),
            Arbitraries.integers().between(0, FILTERS.size() - 1),
            Arbitraries.of(true, false),
            times,
            times)
        .as(Question::new)
        .list()
        .ofSize(20);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void everyPageIsThatOfAPlainList(
      @ForAll("steps") List<Step> steps, @ForAll("questions") List<Question> questions) {
    Talk talk = Talk.on(InMemoryHub.builder().timing(time).build().transport());
    List<RecordedEvent> model = perform(talk, steps);

    for (Question question : questions) {
      HistoryQuery query = query(talk, question);
      assertThat(talk.page(query)).as("%s", query).isEqualTo(expected(model, query));
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void pagesTogetherAreTheWhole(
      @ForAll("steps") List<Step> steps, @ForAll("questions") List<Question> questions) {
    Talk talk = Talk.on(InMemoryHub.builder().timing(time).build().transport());
    List<RecordedEvent> model = perform(talk, steps);

    for (Question question : questions) {
      HistoryQuery query = query(talk, question);
      List<RecordedEvent> whole = new ArrayList<>();
      HistoryPage page = talk.page(query);
      whole.addAll(page.events());
      while (page.hasMore()) {
        long last = page.events().get(page.events().size() - 1).id();
        page = talk.page(query.newestFirst() ? query.before(last) : query.after(last));
        whole.addAll(page.events());
      }
      assertThat(whole).as("%s", query).isEqualTo(matching(model, query));
    }
  }

  private HistoryQuery query(Talk talk, Question question) {
    return new HistoryQuery(
        talk.id(),
        question.after,
        question.before,
        question.newestFirst,
        question.limit,
        FILTERS.get(question.filter),
        question.includeDeleted,
        timeOf(question.from),
        timeOf(question.until));
  }

  private @Nullable Instant timeOf(long millis) {
    return millis < 0 ? null : start.plusMillis(millis);
  }

  /** Does the steps, and returns what the history must be, put together from a feed. */
  private List<RecordedEvent> perform(Talk talk, List<Step> steps) {
    List<RecordedEvent> model = new ArrayList<>();
    Recorder heard =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            model.add(event);
          }
        };
    talk.listen(0, heard);
    List<Member> joined = new ArrayList<>();
    for (Step step : steps) {
      switch (step.kind) {
        case SAY -> talk.say((step.number % 3 == 0 ? "other" : "said") + step.number % 2);
        case SAY_OFTEN -> talk.sayTimes(step.number);
        case JOIN -> joined.add(talk.join("user" + step.number % 5));
        case LEAVE -> joined.forEach(each -> now(talk.transport().leave(talk.id(), each.id())));
        case DELETE -> delete(talk, model, step.number);
        case WAIT -> time.advance(Duration.ofMillis(step.number));
      }
    }
    return model;
  }

  private static void delete(Talk talk, List<RecordedEvent> model, int index) {
    if (index < model.size() && model.get(index).kind() == EventKind.CUSTOM) {
      RecordedEvent tombstone = now(talk.transport().delete(talk.id(), index + 1, null));
      assertThat(tombstone.body()).isEqualTo(Body.empty());
      model.set(index, tombstone);
    }
  }

  private static HistoryPage expected(List<RecordedEvent> model, HistoryQuery query) {
    List<RecordedEvent> all = matching(model, query);
    int size = Math.min(query.limit(), all.size());
    return new HistoryPage(all.subList(0, size), all.size() > size, 0);
  }

  private static List<RecordedEvent> matching(List<RecordedEvent> model, HistoryQuery query) {
    List<RecordedEvent> all = new ArrayList<>();
    for (RecordedEvent event : model) {
      boolean isIn = event.id() > query.afterId() && event.id() < query.beforeId();
      boolean isEarly = query.from() != null && event.timestamp().compareTo(query.from()) < 0;
      boolean isLate = query.until() != null && event.timestamp().compareTo(query.until()) >= 0;
      boolean isGone = event.deletedAt() != null && !query.includeDeleted();
      if (isIn && !isEarly && !isLate && !isGone && query.filter().matches(event)) {
        all.add(query.newestFirst() ? 0 : all.size(), event);
      }
    }
    return all;
  }
}
