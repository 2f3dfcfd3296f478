package dev.conversationbus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.CustomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Publishers keep the rules of Reactive Streams; the numbers are those of its specification. */
class PublisherTest {

  @AutoClose final Talk talk = Talk.open();

  /** Writes down every signal, and does what a test wants on the way. */
  private static final class Reader implements Flow.Subscriber<CustomEvent<Talk.Vote>> {

    final List<String> signals = new ArrayList<>();
    Consumer<Flow.Subscription> onSubscribing = given -> {};
    BiConsumer<Flow.Subscription, CustomEvent<Talk.Vote>> onHearing = (given, event) -> {};
    Flow.@Nullable Subscription given;
    volatile @Nullable Throwable error;

    Flow.Subscription subscription() {
      return requireNonNull(given);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      given = subscription;
      signals.add("subscribed");
      onSubscribing.accept(subscription);
      signals.add("may begin");
    }

    @Override
    public void onNext(CustomEvent<Talk.Vote> event) {
      signals.add(String.valueOf(event.id()));
      onHearing.accept(subscription(), event);
    }

    @Override
    public void onError(Throwable failure) {
      signals.add("error");
      error = failure;
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }

    List<String> afterSubscribing() {
      return signals.subList(2, signals.size());
    }
  }

  private Reader subscribe(Reader reader) {
    talk.bob.publisher(Talk.VOTE).subscribe(reader);
    return reader;
  }

  private String vote() {
    return String.valueOf(talk.alice.send(Talk.VOTE, Talk.PIZZA).id());
  }

  @Test
  void nothingIsSignalledBeyondWhatWasAskedFor_1_1() {
    Reader reader = subscribe(new Reader());
    String one = vote();
    String two = vote();
    vote();
    assertThat(reader.afterSubscribing()).isEmpty();

    reader.subscription().request(2);

    assertThat(reader.afterSubscribing()).containsExactly(one, two);
  }

  @Test
  void whatIsAskedForWhileSubscribingComesAfterTheSubscription_1_3() {
    vote();
    Reader reader = new Reader();
    reader.onSubscribing = given -> given.request(Long.MAX_VALUE);
    talk.bob.publisher(Talk.VOTE, Start.beginning()).subscribe(reader);
    vote();

    assertThat(reader.signals).containsExactly("subscribed", "may begin", "3", "4");
  }

  @Test
  void anEventFromAnotherThreadWaitsForTheEndOfSubscribing_1_3() {
    Reader reader = new Reader();
    reader.onSubscribing =
        given -> {
          given.request(10);
          assertThat(Threads.call(this::vote)).succeedsWithin(Waiting.LIMIT);
        };
    subscribe(reader);

    assertThat(reader.signals).containsExactly("subscribed", "may begin", "3");
  }

  @Test
  void aSubscriberThatCannotBeServedIsGivenItsSubscriptionAndTheReason_1_9() {
    talk.transport.opening =
        open -> CompletableFuture.failedFuture(new UnavailableException("down", null, null));
    Reader reader = new Reader();
    reader.onSubscribing = given -> given.request(1);
    subscribe(reader);

    assertThat(reader.signals).containsExactly("subscribed", "may begin", "error");
    assertThat(reader.error).isInstanceOf(UnavailableException.class);
    reader.subscription().request(1);
    reader.subscription().cancel();
    assertThat(reader.afterSubscribing()).containsExactly("error");
  }

  @Test
  void whoCancelsWhileSubscribingHearsNothing_3_5() {
    talk.transport.opening =
        open -> CompletableFuture.failedFuture(new UnavailableException("down", null, null));
    Reader reader = new Reader();
    reader.onSubscribing = Flow.Subscription::cancel;
    subscribe(reader);

    assertThat(reader.afterSubscribing()).isEmpty();
  }

  @Test
  void cancellingWhileSubscribingLeavesNoFeedBehind() {
    Reader reader = new Reader();
    reader.onSubscribing =
        given -> {
          given.request(5);
          given.cancel();
        };
    subscribe(reader);
    vote();

    assertThat(reader.afterSubscribing()).isEmpty();
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void nobodyIsNoSubscriber_1_9() {
    assertThatNullPointerException()
        .isThrownBy(() -> talk.bob.publisher(Talk.VOTE).subscribe(null))
        .withMessage("subscriber");
  }

  @Test
  void aSubscriberThatThrowsIsServedNoMore_2_13() {
    Reader reader = subscribe(new Reader());
    reader.onHearing =
        (given, event) -> {
          throw new IllegalStateException("cannot");
        };
    reader.subscription().request(10);
    String one = vote();
    vote();

    assertThat(reader.afterSubscribing()).containsExactly(one);
    assertThat(talk.bus.deadLetters().list()).hasSize(1);
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void aSubscriberThatFailsToTakeItsSubscriptionDisturbsNobody_2_13() {
    Reader reader = new Reader();
    reader.onSubscribing =
        given -> {
          throw new IllegalStateException("cannot");
        };
    subscribe(reader);

    assertThat(reader.signals).containsExactly("subscribed");
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void askingFromInsideAnEventDoesNotDeepenTheStack_3_3() {
    int count = 20_000;
    List<Integer> depths = new ArrayList<>();
    Reader reader = subscribe(new Reader());
    reader.onHearing =
        (given, event) -> {
          depths.add(Thread.currentThread().getStackTrace().length);
          given.request(1);
        };
    for (int i = 0; i < count; i++) {
      vote();
    }
    reader.subscription().request(1);

    assertThat(depths).hasSize(count);
    assertThat(depths).allMatch(depth -> depth < depths.get(0) + 50);
  }

  @Test
  void cancellingIsFinalAndMayBeRepeated_3_6_3_7_3_12() {
    Reader reader = subscribe(new Reader());
    String one = vote();
    reader.subscription().request(1);
    reader.subscription().cancel();
    reader.subscription().cancel();
    reader.subscription().request(5);
    reader.subscription().request(-1);
    vote();

    assertThat(reader.afterSubscribing()).containsExactly(one);
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void cancellingFromInsideAnEventEndsAtOnce_3_12() {
    Reader reader = subscribe(new Reader());
    reader.onHearing = (given, event) -> given.cancel();
    String one = vote();
    vote();
    vote();
    reader.subscription().request(Long.MAX_VALUE);

    assertThat(reader.afterSubscribing()).containsExactly(one);
  }

  @Test
  void askingForNoneOrLessIsAnErrorAndTheEnd_3_9() {
    for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
      Reader reader = subscribe(new Reader());
      reader.subscription().request(wrong);
      reader.subscription().request(wrong);
      vote();

      assertThat(reader.afterSubscribing()).containsExactly("error");
      assertThat(reader.error)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(wrong))
          .hasMessageContaining("3.9");
    }
  }

  @Test
  void askingForNoneWhileSubscribingIsAnErrorAfterIt_3_9() {
    Reader reader = new Reader();
    reader.onSubscribing = given -> given.request(0);
    subscribe(reader);

    assertThat(reader.signals).containsExactly("subscribed", "may begin", "error");
  }

  @Test
  void anErrorDoesNotOverlapWithAnEvent_1_3() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (Talk ordered = Talk.open(builder -> builder.delivery(Delivery.ordered(pool)))) {
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Reader reader = new Reader();
      reader.onHearing =
          (given, event) -> {
            inside.countDown();
            Waiting.await(release);
            reader.signals.add("done");
          };
      ordered.bob.publisher(Talk.VOTE).subscribe(reader);
      reader.subscription().request(10);
      ordered.alice.send(Talk.VOTE, Talk.PIZZA);
      Waiting.await(inside);

      reader.subscription().request(0);
      assertThat(reader.error).isNull();
      release.countDown();

      await().atMost(Waiting.LIMIT).until(() -> reader.error != null);
      assertThat(reader.afterSubscribing()).containsExactly("3", "done", "error");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void demandAddsUpToNoLimit_3_17() {
    Reader reader = subscribe(new Reader());
    reader.subscription().request(Long.MAX_VALUE);
    reader.subscription().request(Long.MAX_VALUE);
    List<String> sent = List.of(vote(), vote(), vote());

    assertThat(reader.afterSubscribing()).isEqualTo(sent);
  }

  @Test
  void demandAskedForWhileSubscribingAddsUpToNoLimitEither_3_17() {
    Reader reader = new Reader();
    reader.onSubscribing =
        given -> {
          given.request(Long.MAX_VALUE - 1);
          given.request(Long.MAX_VALUE - 1);
        };
    subscribe(reader);
    String one = vote();

    assertThat(reader.afterSubscribing()).containsExactly(one);
  }

  @Test
  void aBodyThatDoesNotFitCostsNoDemand() {
    Reader reader = subscribe(new Reader());
    reader.subscription().request(1);
    talk.alice.send("poll_vote", Map.of("dish", List.of(1)));
    String good = vote();

    assertThat(reader.afterSubscribing()).containsExactly(good);
    assertThat(talk.bus.deadLetters().list()).hasSize(1);
  }

  @Test
  void theEndOfTheBusIsTheEndOfTheStream_1_4() {
    Reader reader = subscribe(new Reader());
    talk.bus.close();

    assertThat(reader.afterSubscribing()).containsExactly("error");
    assertThat(reader.error).isInstanceOf(BusClosedException.class);
    Reader late = new Reader();
    talk.bob.publisher(Talk.VOTE).subscribe(late);
    assertThat(late.afterSubscribing()).containsExactly("error");
  }
}
