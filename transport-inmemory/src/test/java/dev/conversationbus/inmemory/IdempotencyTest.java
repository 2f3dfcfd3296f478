package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

  private static final IdempotencyKey KEY = IdempotencyKey.of("k");

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryTransport transport =
      InMemoryHub.builder()
          .timing(time)
          .idempotency(Duration.ofHours(1), 3)
          .retention(Retention.lastEvents(1))
          .build()
          .transport();
  private final Talk talk = Talk.on(transport);
  private final Body body = Body.parse("{\"a\":1}");

  private static ConversationBusException reason(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).reason();
  }

  private Outcome lookUp() {
    return now(transport.lookUp(talk.id(), KEY));
  }

  @Test
  void repeatIsAnsweredWithTheFirstEvent() {
    Outcome first = now(talk.offer(null, "said", body, KEY));
    talk.sayTimes(2);

    assertThat(now(talk.offer(null, "said", body, KEY))).isEqualTo(first);
    assertThat(talk.say("next").id()).isEqualTo(4);
    assertThat(lookUp()).isEqualTo(first);
  }

  @Test
  void keyCannotBeUsedForAnotherEvent() {
    Member alice = talk.join("alice");
    now(talk.offer(alice.id(), "said", body, KEY));

    assertThat(reason(now(talk.offer(alice.id(), "other", body, KEY))))
        .isInstanceOf(ConflictException.class)
        .extracting(ConversationBusException::code)
        .isEqualTo("idempotency.key-reused");
    reason(now(talk.offer(alice.id(), "said", Body.empty(), KEY)));
    reason(now(talk.offer(null, "said", body, KEY)));
    assertThat(now(talk.offer(alice.id(), "said", body, KEY))).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void keyMeansNothingInAnotherConversation() {
    Talk other = Talk.on(transport);
    other.sayTimes(1);
    now(talk.offer(null, "said", body, KEY));

    assertThat(now(other.offer(null, "other", body, KEY)))
        .isInstanceOfSatisfying(
            Outcome.Accepted.class, accepted -> assertThat(accepted.event().id()).isEqualTo(2));
  }

  @Test
  void refusedPublicationLeavesNoKey() {
    Member alice = talk.join("alice");
    now(transport.leave(talk.id(), alice.id()));
    assertThat(reason(now(talk.offer(alice.id(), "said", body, KEY))))
        .isInstanceOf(NotAMemberException.class);

    assertThat(reason(lookUp())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void repeatIsAnsweredEvenWhenTheSenderHasLeft() {
    Member alice = talk.join("alice");
    Outcome first = now(talk.offer(alice.id(), "said", body, KEY));
    now(transport.leave(talk.id(), alice.id()));

    assertThat(now(talk.offer(alice.id(), "said", body, KEY))).isEqualTo(first);
  }

  @Test
  void keyIsForgottenAfterItsTime() {
    now(talk.offer(null, "said", body, KEY));
    time.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(lookUp()).isInstanceOf(Outcome.Accepted.class);
    time.advance(Duration.ofMillis(1));

    assertThat(lookUp()).isInstanceOf(Outcome.Unknown.class);
    assertThat(now(talk.offer(null, "other", body, KEY)))
        .isInstanceOfSatisfying(
            Outcome.Accepted.class, accepted -> assertThat(accepted.event().id()).isEqualTo(2));
  }

  @Test
  void oldestKeyIsForgottenWhenThereAreTooMany() {
    now(talk.offer(null, "said", body, KEY));
    now(talk.offer("said", "2"));
    now(talk.offer("said", "3"));
    assertThat(lookUp()).isInstanceOf(Outcome.Accepted.class);
    now(talk.offer("said", "4"));

    assertThat(lookUp())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.why()).contains("still remembers"));
    assertThat(now(transport.lookUp(talk.id(), IdempotencyKey.of("2"))))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void lookUpKnowsNeitherKeyNorConversation() {
    assertThat(reason(lookUp()))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            refusal -> assertThat(refusal.what()).isEqualTo(NotFoundException.What.EVENT));
    assertThat(reason(now(transport.lookUp(ConversationId.random(), KEY))))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            refusal -> assertThat(refusal.what()).isEqualTo(NotFoundException.What.CONVERSATION));
  }

  @Test
  void windowMustBeSomething() {
    InMemoryHub.Builder builder = InMemoryHub.builder();

    assertThatThrownBy(() -> builder.idempotency(Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.idempotency(Duration.ofSeconds(-1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.idempotency(Duration.ofSeconds(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.idempotency(Duration.ofSeconds(1), 10_000_001))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
