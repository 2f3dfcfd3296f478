package dev.conversationbus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that fails disturbs nobody, and is seen by those who must know. */
class ListenerFailureTest {

  private final List<ListenerFailure> failures = new ArrayList<>();

  @AutoClose final Talk talk = Talk.open(builder -> builder.onFailure(failures::add));

  private final List<Long> heard = new ArrayList<>();

  @Test
  void otherListenersAndTheSenderAreNotDisturbed() {
    talk.bob.on(
        "n",
        (from, event) -> {
          throw new IllegalStateException("first");
        });
    talk.bob.on("n", (from, event) -> heard.add(event.id()));
    talk.bob.onAny(
        (from, event) -> {
          throw new Exception("checked");
        });
    talk.bob.onAny((from, event) -> heard.add(event.id()));

    long one = talk.alice.send("n", Talk.BODY).id();
    long two = talk.alice.send("n", Talk.BODY).id();

    assertThat(heard).containsExactly(one, one, two, two);
    assertThat(failures).hasSize(4);
  }

  @Test
  void anErrorIsIsolatedToo() {
    talk.bob.on("n", (from, event) -> endlessly(1));
    talk.bob.on(
        "n",
        (from, event) -> {
          throw new AssertionError("not as expected");
        });
    talk.bob.on("n", (from, event) -> heard.add(event.id()));

    assertThatCode(() -> talk.alice.send("n", Talk.BODY)).doesNotThrowAnyException();

    assertThat(heard).hasSize(1);
    assertThat(failures)
        .extracting(ListenerFailure::cause)
        .hasExactlyElementsOfTypes(StackOverflowError.class, AssertionError.class);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int endlessly(int depth) {
    return endlessly(depth + 1) + 1;
  }

  @Test
  void theHandlerLearnsWhatWhereAndWho() {
    IllegalStateException thrown = new IllegalStateException("out of pizza");
    Subscription subscription =
        talk.bob.on(
            Talk.VOTE,
            (from, event) -> {
              throw thrown;
            });

    CustomEvent<Talk.Vote> sent = talk.alice.send(Talk.VOTE, Talk.PIZZA);

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.cause()).isSameAs(thrown);
              assertThat(failure.event().id()).isEqualTo(sent.id());
              assertThat(failure.event().body().toJson()).isEqualTo("{\"dish\":\"pizza\"}");
              assertThat(failure.registeredAt())
                  .matches(
                      "ListenerFailureTest\\.java:\\d+ \\(.*ListenerFailureTest"
                          + "\\.theHandlerLearnsWhatWhereAndWho\\)");
              assertThat(failure.subscription()).isSameAs(subscription);
              assertThat(failure.subscription().isActive()).isTrue();
            });
  }

  @Test
  void aHandlerCanEndTheListenerThatFails() {
    try (Talk strict = Talk.open(b -> b.onFailure(failure -> failure.subscription().close()))) {
      strict.bob.on(
          "n",
          (from, event) -> {
            heard.add(event.id());
            throw new IllegalStateException("failed");
          });

      strict.alice.send("n", Talk.BODY);
      strict.alice.send("n", Talk.BODY);

      assertThat(heard).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHandlerThatFailsDisturbsNothing(boolean withAnError) {
    Delivery[] deliveries = {
      Delivery.direct(), Delivery.ordered(Runnable::run), Delivery.perListener(Runnable::run)
    };
    for (Delivery delivery : deliveries) {
      heard.clear();
      try (Talk other =
          Talk.open(
              builder ->
                  builder
                      .delivery(delivery)
                      .onFailure(
                          failure -> {
                            if (withAnError) {
                              throw new AssertionError("handler");
                            }
                            throw new IllegalStateException("handler");
                          }))) {
        other.bob.on(
            "n",
            (from, event) -> {
              throw new IllegalStateException("listener");
            });
        other.bob.on("n", (from, event) -> heard.add(event.id()));

        other.alice.send("n", Talk.BODY);
        other.alice.send("n", Talk.BODY);

        assertThat(heard).as("under %s", delivery).hasSize(2);
        assertThat(other.bus.deadLetters().size()).isEqualTo(2);
      }
    }
  }

  @Test
  void aFailureIsLoggedOnceWithEverythingButTheBody() {
    try (LogCapture log = new LogCapture()) {
      talk.bob.on(
          "secret_plan",
          (from, event) -> {
            throw new IllegalStateException("failed");
          });
      CustomEvent<?> sent = talk.alice.send("secret_plan", Map.of("text", "swordfish"));

      assertThat(log.at(Level.WARN))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getFormattedMessage())
                    .contains("secret_plan")
                    .contains("event " + sent.id())
                    .contains(talk.alice.id().value())
                    .containsPattern("ListenerFailureTest\\.java:\\d+");
                assertThat(
                        ((ThrowableProxy) requireNonNull(line.getThrowableProxy())).getThrowable())
                    .isInstanceOf(IllegalStateException.class);
              });
      assertThat(log.all())
          .extracting(ILoggingEvent::getFormattedMessage)
          .noneMatch(text -> text.contains("swordfish"));
    }
  }

  @Test
  void aListenerThatWasInterruptedLeavesTheFlagSet() {
    talk.bob.on(
        "n",
        (from, event) -> {
          throw new InterruptedException();
        });

    talk.alice.send("n", Talk.BODY);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anObservedListenerThatWasInterruptedLeavesTheFlagSet() {
    try (Talk observed = Talk.open(builder -> builder.observer(new BusObserver() {}))) {
      observed.bob.on(
          "n",
          (from, event) -> {
            throw new InterruptedException();
          });

      observed.alice.send("n", Talk.BODY);

      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
