package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotPermittedException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Subscription;
import dev.conversationbus.spi.Outcome;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An observer is told of everything, and disturbs nothing. */
class ObserverTest {

  private final List<String> seen = new ArrayList<>();

  private final BusObserver observer =
      new BusObserver() {
        @Override
        public void onSent(ConversationId conversation, String type, int bodyBytes) {
          seen.add("sent " + type + " of " + bodyBytes);
        }

        @Override
        public void onRecorded(ConversationId conversation, String type, long id, long nanos) {
          assertThat(nanos).isNotNegative();
          seen.add("recorded " + type + " as " + id);
        }

        @Override
        public void onSendFailed(
            ConversationId conversation, String type, ConversationBusException why, long nanos) {
          assertThat(nanos).isNotNegative();
          seen.add("refused " + type + " with " + why.code());
        }

        @Override
        public void onDelivered(CustomEvent<?> event, Subscription subscription, long nanos) {
          assertThat(subscription).isNotNull();
          assertThat(nanos).isNotNegative();
          seen.add("delivered " + event.id());
        }

        @Override
        public void onFailed(ListenerFailure failure, long nanos) {
          assertThat(nanos).isPositive();
          seen.add("failed " + failure.event().id() + " with " + failure.cause().getMessage());
        }

        @Override
        public void onUnhandled(CustomEvent<?> event) {
          seen.add("unhandled " + event.id());
        }

        @Override
        public void onDropped(ConversationId conversation, long events, String why) {
          seen.add("dropped " + events);
        }

        @Override
        public void onGap(ConversationId conversation, long from, long to, String why) {
          seen.add("gap " + from + " to " + to);
        }

        @Override
        public void onFeedBroken(ConversationId conversation, long afterId) {
          seen.add("broken after " + afterId);
        }
      };

  @Test
  void aSendIsSeenOnItsWholeWay() {
    try (Talk talk = Talk.open(builder -> builder.observer(observer))) {
      talk.bob.on("n", (from, event) -> {});
      talk.bob.on(
          "n",
          (from, event) -> {
            throw new IllegalStateException("no");
          });

      talk.alice.send("n", Talk.BODY);
      talk.alice.sendAsync("m", Talk.BODY).join();

      assertThat(seen)
          .containsExactly(
              "sent n of 7",
              "delivered 3",
              "failed 3 with no",
              "recorded n as 3",
              "sent m of 7",
              "unhandled 4",
              "recorded m as 4");
    }
  }

  @Test
  void aSendThatEndsOtherwiseIsSeenOnce() {
    try (Talk talk = Talk.open(builder -> builder.observer(observer))) {
      assertThatThrownBy(() -> talk.alice.send("two words", Talk.BODY))
          .isInstanceOf(InvalidEventException.class);
      talk.transport.publishing =
          (publication, record) ->
              CompletableFuture.completedFuture(
                  new Outcome.Rejected(new NotPermittedException("muted")));
      assertThat(talk.alice.sendAsync("n", Talk.BODY)).isCompletedExceptionally();
      talk.transport.publishing =
          (publication, record) ->
              CompletableFuture.completedFuture(new Outcome.Unknown("reset", null));
      assertThatThrownBy(() -> talk.alice.send("n", Talk.BODY))
          .isInstanceOf(ConversationBusException.class);

      assertThat(seen)
          .containsExactly(
              "refused two words with event.invalid",
              "sent n of 7",
              "refused n with " + new NotPermittedException("muted").code(),
              "sent n of 7",
              "refused n with delivery.unknown");
    }
  }

  @Test
  void aBreakAndAGapAreSeen() {
    try (Talk talk = Talk.open(builder -> builder.observer(observer))) {
      talk.bob.on("n", (from, event) -> {});
      talk.transport.holdFeeds();
      talk.alice.send("n", Talk.BODY);
      talk.alice.send("n", Talk.BODY);
      talk.recorded().forgetThrough(3);
      seen.clear();

      talk.recorded().feeds().get(0).breakOff(null);
      talk.transport.releaseFeeds();

      assertThat(seen).containsExactly("broken after 2", "gap 3 to 3", "delivered 4");
    }
  }

  @Test
  void whatClosingDropsIsSeen() {
    ManualExecutor executor = new ManualExecutor();
    Talk talk =
        Talk.open(builder -> builder.delivery(Delivery.ordered(executor)).observer(observer));
    talk.bob.on("n", (from, event) -> {});
    talk.alice.send("n", Talk.BODY);
    talk.alice.send("n", Talk.BODY);

    talk.bus.close(java.time.Duration.ZERO);

    assertThat(seen).contains("dropped 2").doesNotContain("delivered 3");
  }

  @Test
  void aDeliveryBeforeSubscribingHasReturnedIsSeen() {
    try (Talk talk = Talk.open(builder -> builder.observer(observer))) {
      talk.transport.opening =
          open -> {
            var feed = open.get();
            talk.alice.send("n", Talk.BODY);
            return CompletableFuture.completedFuture(feed);
          };

      talk.bob.on("n", (from, event) -> {});

      assertThat(seen).contains("delivered 3");
    }
  }

  @Test
  void anObserverThatThrowsDisturbsNothing() {
    BusObserver throwing =
        (BusObserver)
            Proxy.newProxyInstance(
                BusObserver.class.getClassLoader(),
                new Class<?>[] {BusObserver.class},
                (proxy, method, args) -> {
                  seen.add(method.getName());
                  throw new AssertionError("observer");
                });
    List<Long> heard = new ArrayList<>();
    ManualExecutor executor = new ManualExecutor();
    Talk talk =
        Talk.open(
            builder ->
                builder
                    .observer(throwing)
                    .delivery(
                        Delivery.ordered(executor)
                            .withQueueLimit(1)
                            .withOverflow(Overflow.DROP_NEWEST)));
    talk.bob.on("n", (from, event) -> heard.add(event.id()));
    talk.bob.on(
        "n",
        (from, event) -> {
          throw new IllegalStateException("listener");
        });

    long sent = talk.alice.send("n", Talk.BODY).id();
    talk.alice.send("n", Talk.BODY);
    executor.runAll();
    talk.alice.send("unheard", Talk.BODY);
    executor.runAll();
    assertThatThrownBy(() -> talk.alice.send("two words", Talk.BODY))
        .isInstanceOf(InvalidEventException.class);
    talk.recorded().feeds().get(0).breakOff(null);
    talk.transport.holdFeeds();
    talk.alice.send("n", Talk.BODY);
    talk.recorded().forgetThrough(talk.recorded().lastId());
    talk.transport.releaseFeeds();

    assertThat(heard).containsExactly(sent);
    assertThat(seen)
        .contains(
            List.of(BusObserver.class.getMethods()).stream()
                .map(Method::getName)
                .toArray(String[]::new));
    talk.bus.close(java.time.Duration.ZERO);
  }
}
