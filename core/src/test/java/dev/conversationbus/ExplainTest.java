package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.Violation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who would hear an event, and why nobody else would. */
class ExplainTest {

  @AutoClose final Talk talk = Talk.open();

  private Explanation explain(String type) {
    return talk.bus.explain(talk.room, type);
  }

  @Test
  void withoutListenersThereIsNobody() {
    Explanation explanation = explain("poll_vote");

    assertThat(explanation.hearers()).isEmpty();
    assertThat(explanation.others()).isEmpty();
    assertThat(explanation.didYouMean()).isEmpty();
    assertThat(explanation.violations()).isEmpty();
    assertThat(explanation.toString()).contains("0 listeners").contains("direct");
  }

  @Test
  void hearersComeInTheOrderInWhichTheyAreCalled() {
    talk.bob.onAny((from, event) -> {});
    talk.bob.onPrefix("poll", (from, event) -> {});
    talk.bob.on(Talk.VOTE, (from, event) -> {});
    talk.bob.on("other", (from, event) -> {});

    Explanation explanation = explain("poll_vote");

    assertThat(explanation.hearers())
        .extracting(Explanation.Hearer::listensFor)
        .containsExactly("poll_vote", "*", "poll*");
    assertThat(explanation.hearers())
        .extracting(Explanation.Hearer::bodyType)
        .containsExactly(Talk.Vote.class.getTypeName(), "JSON", "JSON");
    assertThat(explanation.hearers())
        .extracting(Explanation.Hearer::reason)
        .containsExactly("the name matches", "it listens for everything", "the prefix matches");
    assertThat(explanation.hearers())
        .allMatch(hearer -> hearer.registeredAt().startsWith("ExplainTest.java:"));
    assertThat(explanation.others())
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.listensFor()).isEqualTo("other");
              assertThat(other.reason()).isEqualTo("it listens for another name");
            });
    assertThat(explanation.toString())
        .contains("3 listeners", "heard by poll_vote", "not by other", "ExplainTest.java:");
  }

  @Test
  void whoEndedIsNotListed() {
    talk.bob.on("poll_vote", (from, event) -> {}).close();

    assertThat(explain("poll_vote").hearers()).isEmpty();
    assertThat(explain("poll_vote").others()).isEmpty();
  }

  @Test
  void aMisspelledNameIsRecognized() {
    talk.bob.on("poll_vote", (from, event) -> {});
    talk.bob.onPrefix("poll-x", (from, event) -> {});

    assertThat(explain("pollVote").didYouMean()).hasValue("poll_vote");
    assertThat(explain("pol_vot").didYouMean()).hasValue("poll_vote");
    assertThat(explain("something").didYouMean()).isEmpty();
    assertThat(explain("poll_vote").didYouMean()).isEmpty();
    assertThat(explain("pol_vot").others())
        .extracting(Explanation.Hearer::reason)
        .contains("the name does not begin so");
    assertThat(explain("pol_vot").toString()).endsWith("did you mean poll_vote?");
  }

  @Test
  void aNameThatCannotBeSentIsHeardByNobody() {
    talk.bob.onAny((from, event) -> {});

    Explanation explanation = explain("poll vote");

    assertThat(explanation.hearers()).isEmpty();
    assertThat(explanation.violations()).extracting(Violation::position).containsExactly(4L);
    assertThat(explanation.others())
        .extracting(Explanation.Hearer::reason)
        .containsExactly("the name cannot be sent");
    assertThat(explanation.toString()).contains("cannot be sent: ");
  }
}
