package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of events for which a queue has no room, per conversation and per listener. */
class OverflowTest {

  private static final int ROOM = 3;

  private final Announcements announced = new Announcements();
  private final ManualExecutor executor = new ManualExecutor();
  private final List<Long> heard = new ArrayList<>();
  private final List<Long> sent = new ArrayList<>();
  private Talk talk = open(false, Overflow.CATCH_UP);

  @AfterEach
  void close() {
    talk.close();
  }

  private Talk open(boolean perListener, Overflow rule) {
    Delivery delivery = perListener ? Delivery.perListener(executor) : Delivery.ordered(executor);
    return Talk.open(
        builder ->
            builder
                .delivery(delivery.withQueueLimit(ROOM).withOverflow(rule))
                .observer(announced)
                .closeDeadline(Duration.ZERO));
  }

  private Subscription use(boolean perListener, Overflow rule) {
    talk.close();
    talk = open(perListener, rule);
    return talk.bob.on("n", (from, event) -> heard.add(event.id()));
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      sent.add(talk.alice.send("n", Talk.BODY).id());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatFitsIsNeverDropped(boolean perListener) {
    for (Overflow rule : Overflow.values()) {
      use(perListener, rule);
      heard.clear();
      sent.clear();
      send(ROOM);
      executor.runAll();

      assertThat(heard).as("under %s", rule).isEqualTo(sent);
    }
    assertThat(announced.dropped).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void catchingUpReadsTheRestFromTheHistory(boolean perListener) {
    use(perListener, Overflow.CATCH_UP);
    send(20);
    executor.runAll();
    send(2);
    executor.runAll();

    assertThat(heard).isEqualTo(sent);
    assertThat(announced.dropped).hasValue(0);
    assertThat(announced.gaps).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void catchingUpAnnouncesWhatTheHistoryHasForgotten(boolean perListener) {
    use(perListener, Overflow.CATCH_UP);
    send(10);
    talk.recorded().forgetThrough(sent.get(7));
    executor.runAll();

    List<Long> missing = new ArrayList<>(sent);
    missing.removeAll(heard);
    assertThat(heard).isSorted().startsWith(sent.get(0), sent.get(1), sent.get(2));
    assertThat(missing).isNotEmpty().allMatch(announced::saysGone);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theOldestAreDroppedCountedAndAnnounced(boolean perListener) {
    use(perListener, Overflow.DROP_OLDEST);
    send(10);
    executor.runAll();

    assertThat(heard).isEqualTo(sent.subList(10 - ROOM, 10));
    assertThat(announced.dropped).hasValue(10 - ROOM);
    assertThat(announced.drops).allMatch(why -> why.contains("queue full at 3 events"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNewestAreDroppedCountedAndAnnounced(boolean perListener) {
    use(perListener, Overflow.DROP_NEWEST);
    send(10);
    executor.runAll();
    send(1);
    executor.runAll();

    List<Long> expected = new ArrayList<>(sent.subList(0, ROOM));
    expected.add(sent.get(10));
    assertThat(heard).isEqualTo(expected);
    assertThat(announced.dropped).hasValue(10 - ROOM);
    assertThat(announced.drops).allMatch(why -> why.contains("queue full at 3 events"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failingEndsTheSubscriptionCountsAndAnnounces(boolean perListener) {
    Subscription subscription = use(perListener, Overflow.FAIL);
    send(ROOM + 5);
    executor.runAll();

    assertThat(subscription.isActive()).isFalse();
    assertThat(heard).isEmpty();
    assertThat(announced.dropped).hasValue(ROOM + 1);
    assertThat(announced.drops).singleElement().asString().contains("queue full").contains("ended");
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void failingForOneListenerSparesTheOther() {
    use(true, Overflow.FAIL).close();
    heard.clear();
    Subscription slow = talk.bob.on("n", (from, event) -> heard.add(event.id()));
    Subscription other = talk.bob.on("m", (from, event) -> {});
    send(ROOM + 1);

    assertThat(slow.isActive()).isFalse();
    assertThat(other.isActive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void blockingMakesTheSenderWaitForRoom(boolean perListener) {
    use(perListener, Overflow.BLOCK);
    send(ROOM);
    CompletableFuture<Long> blocked = Threads.call(() -> talk.alice.send("n", Talk.BODY).id());
    await().atMost(Waiting.LIMIT).until(() -> talk.recorded().lastId() == 2 + ROOM + 1);
    assertThat(blocked).isNotDone();

    executor.runAll();
    assertThat(blocked).succeedsWithin(Waiting.LIMIT);
    executor.runAll();

    sent.add(blocked.join());
    assertThat(heard).isEqualTo(sent);
    assertThat(announced.dropped).hasValue(0);
  }

  @Test
  void aSenderThatIsBlockedGoesOnWhenTheBusIsClosed() {
    use(false, Overflow.BLOCK);
    send(ROOM);
    CompletableFuture<Long> blocked = Threads.call(() -> talk.alice.send("n", Talk.BODY).id());
    await().atMost(Waiting.LIMIT).until(() -> talk.recorded().lastId() == 2 + ROOM + 1);

    CloseReport report = talk.bus.close(Duration.ZERO);

    assertThat(blocked).succeedsWithin(Waiting.LIMIT);
    assertThat(report.undelivered()).isGreaterThanOrEqualTo(ROOM);
  }

  @Test
  void aListenerThatSendsIntoAFullQueueDoesNotBlockItself() {
    talk.close();
    talk = open(false, Overflow.BLOCK);
    talk.bob.on(
        "n",
        (from, event) -> {
          heard.add(event.id());
          if (heard.size() == 1) {
            send(ROOM + 2);
          }
        });
    send(1);
    executor.runAll();

    assertThat(heard).containsExactlyInAnyOrderElementsOf(sent).isSorted();
  }
}
