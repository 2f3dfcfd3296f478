package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A body is read for those who want it as a Java type, once for each type. */
class DecodingTest {

  private final AtomicInteger reads = new AtomicInteger();
  private final List<ListenerFailure> failures = new ArrayList<>();

  private final BodyCodec counting =
      BodyCodec.of(
          BodyCodec.jackson()::write,
          (json, type) -> {
            reads.incrementAndGet();
            return BodyCodec.jackson().reader(type).read(Body.parse(json));
          });

  @AutoClose
  final Talk talk = Talk.open(builder -> builder.codec(counting).onFailure(failures::add));

  record Other(String dish) {}

  @Test
  void threeListenersOfOneTypeReadABodyOnce() {
    List<Talk.Vote> bodies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      talk.bob.on(Talk.VOTE, (from, event) -> bodies.add(event.body()));
    }

    talk.alice.send(Talk.VOTE, Talk.PIZZA);

    assertThat(bodies).containsExactly(Talk.PIZZA, Talk.PIZZA, Talk.PIZZA);
    assertThat(reads).hasValue(1);
  }

  @Test
  void listenersOfTwoTypesReadABodyTwice() {
    EventType<Other> other = EventType.of("poll_vote", Other.class);
    List<Object> bodies = new ArrayList<>();
    talk.bob.on(Talk.VOTE, (from, event) -> bodies.add(event.body()));
    talk.bob.on(other, (from, event) -> bodies.add(event.body()));
    talk.bob.on(Talk.VOTE, (from, event) -> bodies.add(event.body()));

    talk.alice.send(Talk.VOTE, Talk.PIZZA);

    assertThat(bodies).containsExactly(Talk.PIZZA, new Other("pizza"), Talk.PIZZA);
    assertThat(reads).hasValue(2);
  }

  @Test
  void nothingIsReadWhereBodiesStayJson() {
    List<Body> bodies = new ArrayList<>();
    talk.bob.on("poll_vote", (from, event) -> bodies.add(event.body()));
    talk.bob.on(EventType.raw("poll_vote"), (from, event) -> bodies.add(event.body()));
    talk.bob.onAny((from, event) -> bodies.add(event.body()));

    talk.alice.send(Talk.VOTE, Talk.PIZZA);

    assertThat(bodies).extracting(Body::toJson).containsOnly("{\"dish\":\"pizza\"}").hasSize(3);
    assertThat(reads).hasValue(0);
  }

  @Test
  void aBodyThatDoesNotFitFailsTheListenersOfThatTypeAlone() {
    List<Object> bodies = new ArrayList<>();
    EventType<Map<String, Object>> map = EventType.map("poll_vote");
    talk.bob.on(Talk.VOTE, (from, event) -> bodies.add(event.body()));
    talk.bob.on(Talk.VOTE, (from, event) -> bodies.add(event.body()));
    talk.bob.on(map, (from, event) -> bodies.add(event.body()));
    talk.bob.on("poll_vote", (from, event) -> bodies.add(event.body().size()));

    talk.alice.send("poll_vote", Map.of("dish", List.of(1)));
    talk.alice.send(Talk.VOTE, Talk.PIZZA);

    assertThat(bodies)
        .containsExactly(
            Map.of("dish", List.of(1)), 12, Talk.PIZZA, Talk.PIZZA, Map.of("dish", "pizza"), 16);
    assertThat(failures)
        .hasSize(2)
        .allSatisfy(
            failure -> {
              assertThat(failure.cause()).isInstanceOf(BodyMismatchException.class);
              assertThat(failure.subscription().isActive()).isTrue();
            });
    assertThat(reads).as("the one that failed is not read again").hasValue(4);
  }

  @Test
  void genericTypesAreReadWhole() {
    EventType<Map<String, List<Talk.Vote>>> votes =
        EventType.of("votes", new TypeRef<Map<String, List<Talk.Vote>>>() {});
    List<Talk.Vote> heard = new ArrayList<>();
    talk.bob.on(votes, (from, event) -> event.body().values().forEach(heard::addAll));

    talk.alice.send(votes, Map.of("monday", List.of(Talk.PIZZA)));

    assertThat(heard).containsExactly(Talk.PIZZA);
  }
}
