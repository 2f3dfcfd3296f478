package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.spi.Capabilities;
import dev.conversationbus.spi.Outcome;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What became of a send whose outcome was unknown can be settled by its key. */
class ReconcileTest {

  @AutoClose final Talk talk = Talk.open();

  @Test
  void anEventThatWasRecordedIsFound() {
    DeliveryUnknownException unknown = sendLosingTheAnswer();

    Reconciliation settled = talk.alice.reconcile(unknown);

    assertThat(settled)
        .isInstanceOfSatisfying(
            Reconciliation.Recorded.class,
            recorded -> {
              assertThat(recorded.event().id()).isEqualTo(talk.recorded().lastId());
              assertThat(recorded.event().type().name()).isEqualTo("poll_vote");
            });
  }

  @Test
  void anEventThatWasNotRecordedIsKnownNotToBe() {
    talk.transport.publishing =
        (publication, record) ->
            CompletableFuture.completedFuture(new Outcome.Unknown("reset", null));
    DeliveryUnknownException unknown = sendUnknown();

    assertThat(talk.alice.reconcile(unknown)).isEqualTo(Reconciliation.NotRecorded.INSTANCE);
  }

  @Test
  void whatTheTransportCannotTellStaysUnknown() {
    DeliveryUnknownException unknown = sendLosingTheAnswer();
    talk.transport.lookingUp = key -> new Outcome.Unknown("no log of keys", null);

    assertThat(talk.alice.reconcile(unknown))
        .isEqualTo(new Reconciliation.StillUnknown("no log of keys"));
  }

  @Test
  void aLookUpThatIsRefusedLeavesItUnknown() {
    DeliveryUnknownException unknown = sendLosingTheAnswer();
    talk.transport.lookingUp =
        key -> new Outcome.Rejected(new UnavailableException("circuit open", null, null));

    assertThat(talk.alice.reconcile(unknown))
        .isInstanceOfSatisfying(
            Reconciliation.StillUnknown.class,
            still -> assertThat(still.why()).contains("circuit open"));
  }

  @Test
  void aSendWithoutKeyIsNeverTakenForNotRecorded() {
    talk.transport.capabilities = new Capabilities(false, true, false, false);
    DeliveryUnknownException unknown = sendLosingTheAnswer();

    assertThat(unknown.idempotencyKey()).isEmpty();
    assertThat(unknown).hasMessageContaining("idempotency key none");
    assertThat(talk.alice.reconcile(unknown)).isInstanceOf(Reconciliation.StillUnknown.class);
  }

  @Test
  void anotherConversationCannotSettleIt() {
    DeliveryUnknownException unknown = sendLosingTheAnswer();
    Conversation other = talk.bus.newConversation();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.reconcile(unknown))
        .withMessageContaining(other.id().value());
  }

  @Test
  void aClosedBusSettlesNothing() {
    DeliveryUnknownException unknown = sendLosingTheAnswer();
    talk.close();

    assertThatThrownBy(() -> talk.alice.reconcile(unknown)).isInstanceOf(BusClosedException.class);
  }

  private DeliveryUnknownException sendLosingTheAnswer() {
    talk.transport.publishing =
        (publication, record) -> {
          record.apply(publication);
          return CompletableFuture.completedFuture(new Outcome.Unknown("reset", null));
        };
    return sendUnknown();
  }

  private DeliveryUnknownException sendUnknown() {
    return catchThrowableOfType(
        DeliveryUnknownException.class, () -> talk.alice.send(Talk.VOTE, Talk.PIZZA));
  }
}
