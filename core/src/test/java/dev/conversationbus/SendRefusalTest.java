package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.EventValidator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What cannot be sent is refused here, before the transport hears of it. */
class SendRefusalTest {

  @AutoClose final Talk talk = Talk.open();

  private static final Map<String, String> TOO_LARGE = Map.of("text", "x".repeat(5_000));

  @Test
  void nameAndBodyViolationsAreListedTogether() {
    Body large = Body.of(TOO_LARGE);

    assertListsBoth(
        catchThrowableOfType(
            InvalidEventException.class, () -> talk.alice.send("two words", large)));
    assertListsBoth(
        catchThrowableOfType(
            InvalidEventException.class, () -> talk.alice.send("two words", TOO_LARGE)));
    assertListsBoth(
        Waiting.failureOf(talk.alice.sendAsync("two words", large), InvalidEventException.class));
    assertListsBoth(
        Waiting.failureOf(
            talk.alice.sendAsync("two words", TOO_LARGE), InvalidEventException.class));
  }

  @Test
  void aTypeMadeUnderOtherRulesIsCheckedAgain() {
    EventType<Body> colons = EventType.raw("order:created", EventValidator.current());

    assertThat(
            catchThrowableOfType(
                InvalidEventException.class, () -> talk.alice.send(colons, Body.of(TOO_LARGE))))
        .satisfies(SendRefusalTest::assertListsBoth);
  }

  private static void assertListsBoth(Throwable refused) {
    assertThat(refused)
        .isInstanceOfSatisfying(
            InvalidEventException.class,
            invalid ->
                assertThat(invalid.violations())
                    .extracting(Violation::field)
                    .contains("type", "body"));
  }

  @Test
  void nothingRefusedReachesTheTransport() {
    long before = talk.recorded().lastId();

    assertThatThrownBy(() -> talk.alice.send("two words", Talk.BODY))
        .isInstanceOf(InvalidEventException.class);
    assertThatThrownBy(() -> talk.alice.send("large", TOO_LARGE))
        .isInstanceOf(InvalidEventException.class);

    assertThat(talk.recorded().lastId()).isEqualTo(before);
  }

  @Test
  void aHandleWithoutSelfCannotSend() {
    NotAMemberException refused =
        catchThrowableOfType(
            NotAMemberException.class, () -> talk.room.send(Talk.VOTE, Talk.PIZZA));

    assertThat(refused).hasMessageContaining("Conversation Object is missing self (me)");
    assertThat(
            Waiting.failureOf(
                talk.room.sendAsync(Talk.VOTE, Talk.PIZZA), NotAMemberException.class))
        .hasMessageContaining("missing self");
  }

  @Test
  void aMemberWhoHasLeftCannotSend() {
    talk.alice.leave();

    assertThatThrownBy(() -> talk.alice.send(Talk.VOTE, Talk.PIZZA))
        .isInstanceOf(NotAMemberException.class);
  }

  @Test
  void theApplicationSendsWithoutBeingAMember() {
    CustomEvent<Talk.Vote> sent = talk.room.asApplication().send(Talk.VOTE, Talk.PIZZA);

    assertThat(sent.from().isApplication()).isTrue();
    assertThat(talk.room.asApplication().self()).isEmpty();
  }

  @Test
  void anAsynchronousSendReportsEveryFailureInItsFuture() {
    BodyCodec broken =
        BodyCodec.of(
            (value, out) -> {
              throw new IllegalStateException("codec");
            },
            (json, type) -> json);
    try (Talk other = Talk.open(builder -> builder.codec(broken))) {
      assertThat(other.alice.sendAsync(Talk.VOTE, Talk.PIZZA)).isCompletedExceptionally();
      assertThat(other.alice.sendAsync("poll_vote", Map.of("a", 1))).isCompletedExceptionally();
    }
    talk.close();
    assertThat(
            Waiting.failureOf(
                talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA), BusClosedException.class))
        .hasMessageContaining("closed");
  }

  @Test
  void anAsynchronousSendThrowsOnlyForNull() {
    EventType<Talk.Vote> noType = nothing();
    Talk.Vote noVote = nothing();
    String noName = nothing();
    Body noBody = nothing();
    Map<String, String> noFields = nothing();
    SendOptions noOptions = nothing();
    assertNull(() -> talk.alice.sendAsync(noType, Talk.PIZZA));
    assertNull(() -> talk.alice.sendAsync(Talk.VOTE, noVote));
    assertNull(() -> talk.alice.sendAsync(Talk.VOTE, Talk.PIZZA, noOptions));
    assertNull(() -> talk.alice.sendAsync(noName, Talk.BODY));
    assertNull(() -> talk.alice.sendAsync("a", noBody));
    assertNull(() -> talk.alice.sendAsync("a", Talk.BODY, noOptions));
    assertNull(() -> talk.alice.sendAsync(noName, Map.of()));
    assertNull(() -> talk.alice.sendAsync("a", noFields));
  }

  private static void assertNull(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @Test
  void theStackTraceOfABlockingSendShowsItsCaller() {
    talk.transport.publishing =
        (publication, record) ->
            CompletableFuture.supplyAsync(
                () ->
                    new dev.conversationbus.spi.Outcome.Rejected(
                        new dev.conversationbus.error.NotPermittedException("muted")));

    assertThat(catchThrowableOfType(ConversationBusException.class, this::sendFromAMethodWithAName))
        .satisfies(
            thrown ->
                assertThat(List.of(thrown.getStackTrace()))
                    .extracting(StackTraceElement::getMethodName)
                    .contains("sendFromAMethodWithAName"));
  }

  private void sendFromAMethodWithAName() {
    talk.alice.send(Talk.VOTE, Talk.PIZZA);
  }
}
