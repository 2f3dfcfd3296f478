package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.failure;
import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.Sender;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeletionTest {

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryTransport transport =
      InMemoryHub.builder().timing(time).build().transport();
  private final Talk talk = Talk.on(transport);
  private final Member alice = talk.join("alice");
  private final Body body = Body.parse("{\"a\":1}");

  @Test
  void deletedEventLeavesATombstoneInItsPlace() {
    RecordedEvent said = talk.say(alice.id(), "said", body);
    time.advance(Duration.ofSeconds(1));
    RecordedEvent tombstone = now(transport.delete(talk.id(), said.id(), null));

    assertThat(tombstone).isEqualTo(said.tombstone(time.now()));
    assertThat(talk.page(talk.query().includingDeleted()).events()).containsExactly(tombstone);
    assertThat(talk.page(talk.query()).events()).isEmpty();
  }

  @Test
  void deletionIsRecorded() {
    Recorder heard = new Recorder();
    RecordedEvent said = talk.say(alice.id(), "said", body);
    talk.listen(said.id(), heard);
    now(transport.delete(talk.id(), said.id(), alice.id()));

    assertThat(heard.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.id()).isEqualTo(said.id() + 1);
              assertThat(event.kind()).isEqualTo(EventKind.SYSTEM);
              assertThat(event.name()).isEqualTo(RecordedEvent.EVENT_DELETE);
              assertThat(event.from()).isEqualTo(Sender.of(alice));
              assertThat(event.body().toJson()).isEqualTo("{\"event_id\":" + said.id() + "}");
            });
  }

  @Test
  void deletingTwiceRecordsNothing() {
    RecordedEvent said = talk.say(alice.id(), "said", body);
    RecordedEvent tombstone = now(transport.delete(talk.id(), said.id(), null));
    time.advance(Duration.ofSeconds(1));

    assertThat(now(transport.delete(talk.id(), said.id(), alice.id()))).isEqualTo(tombstone);
    assertThat(talk.page(talk.query().withFilter(EventFilter.all()).includingDeleted()).events())
        .extracting(RecordedEvent::name)
        .containsExactly("member:joined", "said", "event:delete");
  }

  @Test
  void whatIsNoCustomEventCannotBeDeleted() {
    for (long id : new long[] {-1, 0, 1, 2, Long.MAX_VALUE}) {
      assertThat(failure(NotFoundException.class, transport.delete(talk.id(), id, null)).what())
          .isEqualTo(NotFoundException.What.EVENT);
    }
  }

  @Test
  void whoHasLeftCannotDelete() {
    RecordedEvent said = talk.say("said");
    now(transport.leave(talk.id(), alice.id()));

    failure(NotAMemberException.class, transport.delete(talk.id(), said.id(), alice.id()));
  }

  @Test
  void lateFeedGetsTheTombstone() {
    RecordedEvent said = talk.say(alice.id(), "said", body);
    RecordedEvent tombstone = now(transport.delete(talk.id(), said.id(), null));
    Recorder heard = new Recorder();
    talk.listen(1, heard);

    assertThat(heard.events).hasSize(2).startsWith(tombstone);
  }

  @Test
  void keyOfADeletedEventIsAnsweredWithTheTombstone() {
    IdempotencyKey key = IdempotencyKey.of("k");
    now(talk.offer(null, "other", body, IdempotencyKey.of("o")));
    now(talk.offer(null, "said", body, key));
    RecordedEvent tombstone = now(transport.delete(talk.id(), 3, null));

    assertThat(now(transport.lookUp(talk.id(), key))).isEqualTo(new Outcome.Accepted(tombstone));
    assertThat(now(talk.offer(null, "said", body, key))).isEqualTo(new Outcome.Accepted(tombstone));
    assertThat(now(talk.offer(null, "shouted", body, key))).isInstanceOf(Outcome.Rejected.class);
  }
}
