package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.testing.EqualsTester;
import dev.conversationbus.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChaosTest {

  private static final Chaos EVERYTHING =
      Chaos.ofEach(0.1).withMaxDelay(Duration.ofMillis(50)).and(Fault.BREAK_FEED, 0.01);

  /** What a run with chaos looked like from outside. */
  private static List<String> run(long seed, int publications) {
    VirtualTime time = VirtualTime.create();
    InMemoryHub hub = InMemoryHub.builder().seed(1).timing(time).build();
    InMemoryTransport transport = hub.transport();
    Talk talk = Talk.on(transport);
    List<String> seen = new ArrayList<>();
    Recorder heard = new Recorder();
    talk.listen(0, heard);
    talk.listen(0, new Recorder());
    hub.failures().chaos(seed, EVERYTHING);
    List<CompletableFuture<Outcome>> answers = new ArrayList<>();
    for (int i = 0; i < publications; i++) {
      answers.add(talk.offer("said", "k" + i));
      time.advance(Duration.ofMillis(10));
      CompletableFuture<?> page = transport.history(talk.query());
      seen.add("query fails: " + page.isCompletedExceptionally());
    }
    time.advance(Talk.DEADLINE);
    answers.forEach(answer -> seen.add(describe(answer.join())));
    seen.add("heard " + heard.ids() + " " + heard.breaks);
    seen.add(hub.failures().toString());
    return seen;
  }

  private static String describe(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return "rejected " + rejected.reason().getMessage();
    }
    return outcome.toString();
  }

  @Test
  void sameSeedGivesTheSameFaults() {
    List<String> first = run(42, 300);

    assertThat(run(42, 300)).isEqualTo(first);
    assertThat(run(43, 300)).isNotEqualTo(first);
    assertThat(first.toString())
        .contains("rejected ")
        .contains("Accepted")
        .contains("lose answer")
        .contains("query fails: true")
        .contains("query fails: false");
  }

  @Test
  void failureByChanceSaysHowToRepeatIt() {
    InMemoryHub hub = InMemoryHub.create();
    Talk talk = Talk.on(hub.transport());
    hub.failures().chaos(4711, Chaos.of(Fault.FAIL, 1));

    assertThat(describe(Talk.now(talk.offer("said", "a"))))
        .contains("fail, chance of the failure script, seed 4711, number 1 of PUBLICATION");
    assertThat(describe(Talk.now(talk.offer("said", "b")))).contains("number 2 of PUBLICATION");
    assertThat(hub.failures().toString())
        .contains("seed 4711", "fail=1.0", "PUBLICATION=2", "EVENT=0");
  }

  @Test
  void scriptTellsItsPlans() {
    FailureScript failures = InMemoryHub.create().failures();
    assertThat(failures)
        .hasToString("FailureScript[plans {PUBLICATION=[], EVENT=[], QUERY=[]}, no chance]");

    failures.passNext(2).failNext(1).delayEventsNext(3, Duration.ofSeconds(1));
    assertThat(failures.toString())
        .contains("PUBLICATION=[2 x pass, 1 x fail], EVENT=[3 x delay event], QUERY=[]");
  }

  @Test
  void plansComeBeforeChance() {
    InMemoryHub hub = InMemoryHub.create();
    Talk talk = Talk.on(hub.transport());
    hub.failures().chaos(1, Chaos.of(Fault.FAIL, 1)).passNext(1);

    assertThat(Talk.now(talk.offer("said", "a"))).isInstanceOf(Outcome.Accepted.class);
    assertThat(Talk.now(talk.offer("said", "b"))).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void faultsAreAsLikelyAsTheyShouldBe() {
    Dice dice = new Dice(5, EVERYTHING);
    Map<Fault, Integer> counts = new HashMap<>();
    int tries = 20_000;
    for (Fault.Kind kind : Fault.Kind.values()) {
      for (int i = 0; i < tries; i++) {
        dice.throwFor(kind)
            .ifPresent(
                mishap -> {
                  counts.merge(mishap.fault(), 1, Integer::sum);
                  assertThat(mishap.delay()).isBetween(Duration.ZERO, EVERYTHING.maxDelay());
                });
      }
    }
    for (Fault fault : Fault.values()) {
      double share = (double) counts.getOrDefault(fault, 0) / tries;
      // Five standard deviations, and a seed that stays the same.
      assertThat(share)
          .as("%s", fault)
          .isBetween(
              EVERYTHING.probabilityOf(fault) - 0.011, EVERYTHING.probabilityOf(fault) + 0.011);
    }
  }

  @Test
  void probabilitiesHaveTheirLimits() {
    assertThat(Chaos.ofEach(0.2).probabilityOf(Fault.DROP)).isEqualTo(0.2);
    assertThat(Chaos.of(Fault.DROP, 1).probabilityOf(Fault.REORDER)).isZero();
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> Chaos.of(Fault.DROP, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("drop");
    }
    assertThatThrownBy(() -> Chaos.of(Fault.DROP, 0.6).and(Fault.REORDER, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EVENT add up to 1.1");
    assertThat(Chaos.of(Fault.DROP, 0.6).and(Fault.FAIL, 0.5).probabilities()).hasSize(2);
    assertThatThrownBy(() -> Chaos.ofEach(0.1).withMaxDelay(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Chaos.ofEach(0.1).withMaxDelay(Duration.ofDays(1).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void chaosIsAValue() {
    new EqualsTester()
        .addEqualityGroup(Chaos.of(Fault.DROP, 0.1), Chaos.of(Fault.DROP, 0.2).and(Fault.DROP, 0.1))
        .addEqualityGroup(Chaos.of(Fault.DROP, 0.2))
        .addEqualityGroup(Chaos.of(Fault.DROP, 0.2).withMaxDelay(Duration.ofSeconds(2)))
        .testEquals();
  }
}
