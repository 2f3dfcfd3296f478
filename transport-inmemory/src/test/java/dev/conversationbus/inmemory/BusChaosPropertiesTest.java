package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.BusObserver;
import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Reconciliation;
import dev.conversationbus.Start;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever goes wrong on the way: every send has one answer, and every listener hears each event
 * once, in order.
 */
class BusChaosPropertiesTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  /** The ids a listener heard, and those it should have heard. */
  private record Ear(String type, long after, List<Long> heard) {}

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void noScheduleOfFaultsLosesDoublesOrDisordersAnEventInSilence(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int sends) {
    VirtualTime time = VirtualTime.create();
    InMemoryHub hub = InMemoryHub.builder().seed(seed).timing(time).build();
    Set<Long> announced = new HashSet<>();
    BusObserver observer =
        new BusObserver() {
          @Override
          public void onGap(ConversationId conversation, long fromId, long toId, String why) {
            for (long id = fromId; id <= toId; id++) {
              announced.add(id);
            }
          }
        };
    try (ConversationBus bus =
        ConversationBus.builder(hub.transport()).observer(observer).build()) {
      Random random = new Random(seed);
      Conversation room = bus.newConversation();
      Conversation alice = room.join("alice");
      List<Ear> ears = new ArrayList<>();
      listen(alice, ears, "a", Start.live(), 1);
      listen(alice, ears, "b", Start.beginning(), 0);
      List<CompletableFuture<CustomEvent<Body>>> answers = new ArrayList<>();
      hub.failures().chaos(seed, Chaos.ofEach(0.05 + random.nextInt(10) / 100.0));
      for (int i = 0; i < sends; i++) {
        answers.add(alice.sendAsync(random.nextBoolean() ? "a" : "b", Map.of("n", i)));
        if (random.nextInt(4) == 0) {
          time.advance(Duration.ofMillis(random.nextInt(3000)));
        }
        if (random.nextInt(15) == 0) {
          long after = random.nextInt(i + 2);
          listen(alice, ears, random.nextBoolean() ? "a" : "b", Start.afterId(after), after);
        }
      }
      time.advance(LONG);
      hub.failures().clear();
      // What was dropped last shows when something comes after it.
      answers.add(alice.sendAsync("a", Map.of("n", sends)));
      answers.add(alice.sendAsync("b", Map.of("n", sends + 1)));
      time.advance(LONG);

      List<CustomEvent<Body>> history = alice.history().stream().toList();
      String replay = "seed " + seed + ", sends " + sends;
      for (int i = 0; i < answers.size(); i++) {
        agrees(alice, answers.get(i), i, history, replay);
      }
      for (Ear ear : ears) {
        List<Long> expected =
            history.stream()
                .filter(event -> event.type().name().equals(ear.type) && event.id() > ear.after)
                .map(CustomEvent::id)
                .filter(id -> ear.heard.contains(id) || !announced.contains(id))
                .toList();
        assertThat(ear.heard)
            .as("%s, %s after %s", replay, ear.type, ear.after)
            .isEqualTo(expected);
      }
    }
  }

  private static void listen(
      Conversation alice, List<Ear> ears, String type, Start from, long after) {
    Ear ear = new Ear(type, after, new ArrayList<>());
    ears.add(ear);
    alice.on(type, from, (sender, event) -> ear.heard.add(event.id()));
  }

  private static void agrees(
      Conversation alice,
      CompletableFuture<CustomEvent<Body>> answer,
      int number,
      List<CustomEvent<Body>> history,
      String replay) {
    List<Long> recorded =
        history.stream()
            .filter(event -> Integer.valueOf(number).equals(event.body().asMap().get("n")))
            .map(CustomEvent::id)
            .toList();
    assertThat(answer).as("%s, send %s ends", replay, number).isDone();
    try {
      assertThat(recorded).as("%s, send %s", replay, number).containsExactly(answer.join().id());
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof DeliveryUnknownException unknown)) {
        assertThat(recorded).as("%s, send %s was refused", replay, number).isEmpty();
        return;
      }
      Reconciliation became = alice.reconcile(unknown);
      if (became instanceof Reconciliation.Recorded settled) {
        assertThat(recorded)
            .as("%s, send %s", replay, number)
            .containsExactly(settled.event().id());
      } else {
        assertThat(became).isSameAs(Reconciliation.NotRecorded.INSTANCE);
        assertThat(recorded).as("%s, send %s", replay, number).isEmpty();
      }
    }
  }
}
