package dev.conversationbus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.DeliveryRejectedException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.error.NotPermittedException;
import dev.conversationbus.error.RateLimitedException;
import dev.conversationbus.error.UnauthenticatedException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.EventValidator;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  static Stream<ConversationBusException> failures() {
    return Stream.of(
        new InvalidEventException(EventValidator.documented().validateName("two words!")),
        new NotFoundException(NotFoundException.What.CONVERSATION, "x"),
        new NotFoundException(NotFoundException.What.MEMBER, "x"),
        new NotFoundException(NotFoundException.What.EVENT, "x"),
        new ConflictException("conversation.name-taken", "taken"),
        new ConflictException("member.already-joined", "joined"),
        new ConflictException("member.already-invited", "invited"),
        new ConflictException("idempotency.key-reused", "reused"),
        new NotAMemberException("CON", "left"),
        new NotPermittedException("no"),
        new UnauthenticatedException("no", null),
        new RateLimitedException(Duration.ofSeconds(3), "slow down"),
        new UnavailableException("gone", null, null));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureComesBackAsTheSameOne(ConversationBusException failure) {
    Problem problem = Failures.problemOf(failure);
    ConversationBusException back =
        Failures.exceptionOf(
            Failures.codeOf(failure).status(),
            Problem.read(problem.toJson("1")),
            "x",
            Duration.ofSeconds(3));
    assertThat(back).hasSameClassAs(failure);
    assertThat(back.code()).isEqualTo(failure.code());
    if (failure instanceof InvalidEventException invalid) {
      assertThat(((InvalidEventException) back).violations()).isEqualTo(invalid.violations());
    }
  }

  @Test
  void anAnswerThatIsNoProblemIsStillARefusal() {
    Problem page = Problem.read("<html>Bad gateway</html>".getBytes(UTF_8));
    ConversationBusException failure = Failures.exceptionOf(502, page, "x", Duration.ZERO);
    assertThat(failure).isInstanceOf(DeliveryRejectedException.class);
    assertThat(failure).hasMessageContaining("502").hasMessageNotContaining("html");
  }
}
