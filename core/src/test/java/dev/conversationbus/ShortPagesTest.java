package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.CustomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A page of history may hold less than it was asked for; whether it is the last it says itself. */
class ShortPagesTest {

  @AutoClose final Talk talk = Talk.open();

  private final AtomicInteger questions = new AtomicInteger();

  private List<Long> sendSeven() {
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      sent.add(talk.alice.send(Talk.VOTE, Talk.PIZZA).id());
    }
    talk.transport.reading =
        (query, answer) -> {
          questions.incrementAndGet();
          return CompletableFuture.completedFuture(
              answer.apply(query.withLimit(Math.min(3, query.limit()))));
        };
    return sent;
  }

  @Test
  void aStreamGoesOnBehindAShortPage() {
    List<Long> sent = sendSeven();

    assertThat(talk.bob.history().stream().map(CustomEvent::id)).isEqualTo(sent);
    assertThat(talk.bob.history().stream(Talk.VOTE).map(CustomEvent::id)).isEqualTo(sent);
    List<Long> reversed = new ArrayList<>(sent);
    java.util.Collections.reverse(reversed);
    assertThat(talk.bob.history().newestFirst().stream().map(CustomEvent::id)).isEqualTo(reversed);
  }

  @Test
  void aStreamReadsNothingBeforeItIsConsumedAndNoPageTooMany() {
    sendSeven();
    var stream = talk.bob.history().stream();
    assertThat(questions).hasValue(0);

    assertThat(stream.limit(3)).hasSize(3);
    assertThat(questions).hasValue(1);
  }

  @Test
  void pagesLeadToTheNextUntilTheLast() {
    List<Long> sent = sendSeven();
    List<Long> read = new ArrayList<>();
    EventPage page = talk.bob.history().page(100);
    page.events().forEach(event -> read.add(event.id()));
    while (page.next().isPresent()) {
      page = page.next().orElseThrow().pageAsync(100).join();
      page.events().forEach(event -> read.add(event.id()));
    }

    assertThat(read).isEqualTo(sent);
  }

  @Test
  void replayAndTheLastEventsSurviveShortPages() {
    List<Long> sent = sendSeven();
    List<Long> all = new ArrayList<>();
    List<Long> last = new ArrayList<>();
    talk.bob.on(Talk.VOTE, Start.beginning(), (from, event) -> all.add(event.id()));
    talk.bob.on(Talk.VOTE, Start.last(5), (from, event) -> last.add(event.id()));

    assertThat(all).isEqualTo(sent);
    assertThat(last).isEqualTo(sent.subList(2, 7));
  }
}
