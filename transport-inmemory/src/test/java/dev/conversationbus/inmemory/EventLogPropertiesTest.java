package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Sender;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The log against a sorted map. */
class EventLogPropertiesTest {

  private static final ConversationId CONVERSATION = ConversationId.random();

  /** Appends so many events, then forgets a share of those that are left, in percent. */
  record Step(int appended, int forgottenPercent) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    // Around the sizes at which the log grows, and across several chunks.
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(127, 128, 129, 511, 512, 513, 1024, 3000));
    Arbitrary<Integer> shares = Arbitraries.of(0, 0, 0, 1, 50, 90, 100);
    return Combinators.combine(sizes, shares).as(Step::new).list().ofMinSize(1).ofMaxSize(12);
  }

  private static RecordedEvent event(long id) {
    return new RecordedEvent(
        CONVERSATION,
        id,
        EventKind.CUSTOM,
        "said",
        Sender.application(),
        Body.empty(),
        Instant.EPOCH,
        null);
  }

  @Property(tries = 300)
  void logIsWhatASortedMapIs(@ForAll("steps") List<Step> steps) {
    EventLog log = new EventLog();
    TreeMap<Long, RecordedEvent> model = new TreeMap<>();
    long last = 0;
    long forgotten = 0;
    for (Step step : steps) {
      for (int i = 0; i < step.appended; i++) {
        RecordedEvent event = event(++last);
        log.append(event);
        model.put(last, event);
      }
      if (last > forgotten) {
        RecordedEvent tombstone = event(last).tombstone(Instant.EPOCH);
        log.replace(tombstone);
        model.put(last, tombstone);
      }
      forgotten += (last - forgotten) * step.forgottenPercent / 100;
      log.forgetThrough(forgotten);
      model.headMap(forgotten, true).clear();

      assertThat(log.lastId()).isEqualTo(last);
      assertThat(log.forgottenThrough()).isEqualTo(forgotten);
      for (long id = 1; id <= last; id++) {
        if (!Objects.equals(log.get(id), model.get(id))) {
          throw new AssertionError("event " + id + " of " + last + " is another");
        }
      }
    }
  }

  @Property(tries = 50)
  void forgettingLessThanBeforeChangesNothing(@ForAll("steps") List<Step> steps) {
    EventLog log = new EventLog();
    long last = 0;
    for (Step step : steps) {
      for (int i = 0; i < step.appended; i++) {
        log.append(event(++last));
      }
    }
    log.forgetThrough(last / 2);
    log.forgetThrough(last / 3);

    assertThat(log.forgottenThrough()).isEqualTo(last / 2);
  }
}
