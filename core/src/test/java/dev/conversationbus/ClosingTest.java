package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Closing hands over what waits, says what it could not, and leaves nothing behind. */
class ClosingTest {

  private final Announcements announced = new Announcements();
  private final List<Long> heard = new ArrayList<>();

  private Talk manual(ManualExecutor executor) {
    return Talk.open(builder -> builder.delivery(Delivery.ordered(executor)).observer(announced));
  }

  @Test
  void whatIsLeftIsCountedAnnouncedAndReported() {
    ManualExecutor executor = new ManualExecutor();
    try (Talk talk = manual(executor)) {
      talk.bob.onAny((from, event) -> heard.add(event.id()));
      for (int i = 0; i < 4; i++) {
        talk.alice.send("n", Talk.BODY);
      }

      CloseReport report = talk.bus.close(Duration.ZERO);

      assertThat(report).isEqualTo(new CloseReport(4, 1));
      assertThat(report.isClean()).isFalse();
      assertThat(announced.dropped).hasValue(4);
      assertThat(announced.drops).containsExactly("the bus was closed");
      executor.runAll();
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void nothingLeftIsAGoodEnd() {
    try (Talk talk = Talk.open()) {
      talk.bob.onAny((from, event) -> heard.add(event.id()));
      talk.alice.send("n", Talk.BODY);

      assertThat(talk.bus.close(Duration.ofSeconds(1))).isEqualTo(new CloseReport(0, 0));
    }
  }

  @Test
  void closingAgainReportsTheSame() {
    ManualExecutor executor = new ManualExecutor();
    try (Talk talk = manual(executor)) {
      talk.bob.onAny((from, event) -> heard.add(event.id()));
      talk.alice.send("n", Talk.BODY);

      CloseReport first = talk.bus.close(Duration.ZERO);

      assertThat(talk.bus.close(Duration.ofHours(1))).isEqualTo(first);
      assertThat(talk.bus.isClosed()).isTrue();
    }
  }

  @Test
  void whatWaitsIsHandedOverWithinTheDeadline() {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Talk talk = Talk.open(builder -> builder.delivery(Delivery.ordered(pool)));
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      talk.bob.onAny(
          (from, event) -> {
            inside.countDown();
            Waiting.await(release);
            heard.add(event.id());
          });
      for (int i = 0; i < 5; i++) {
        talk.alice.send("n", Talk.BODY);
      }
      Waiting.await(inside);
      CompletableFuture<CloseReport> closing = Threads.call(() -> talk.bus.close(Waiting.LIMIT));
      release.countDown();

      assertThat(closing).succeedsWithin(Waiting.LIMIT).isEqualTo(new CloseReport(0, 0));
      assertThat(heard).containsExactly(3L, 4L, 5L, 6L, 7L);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void everyCallAfterwardsSaysThatTheBusIsClosed() {
    Talk talk = Talk.open();
    Subscription subscription = talk.bob.onAny((from, event) -> {});
    talk.bus.close();

    assertThat(subscription.isActive()).isFalse();
    assertThat(talk.transport.isClosed()).isTrue();
    assertThatThrownBy(() -> talk.bus.newConversation()).isInstanceOf(BusClosedException.class);
    assertThatThrownBy(() -> talk.alice.send("n", Talk.BODY))
        .isInstanceOf(BusClosedException.class);
    assertThatThrownBy(() -> talk.bob.onAny((from, event) -> {}))
        .isInstanceOf(BusClosedException.class);
    assertThatThrownBy(() -> talk.bob.history().page(1)).isInstanceOf(BusClosedException.class);
    assertThatThrownBy(() -> talk.bob.history().pageAsync(1).join())
        .hasCauseInstanceOf(BusClosedException.class);
    assertThat(Waiting.failureOf(talk.alice.sendAsync("n", Talk.BODY), BusClosedException.class))
        .hasMessageContaining("closed");
  }

  @Test
  void aListenerMayCloseTheBusAndIsNotWaitedFor() {
    Talk talk = Talk.open();
    List<CloseReport> reports = new ArrayList<>();
    talk.bob.onAny((from, event) -> reports.add(talk.bus.close(Duration.ofHours(1))));

    talk.alice.send("n", Talk.BODY);

    assertThat(reports).containsExactly(new CloseReport(0, 0));
    assertThat(talk.bus.isClosed()).isTrue();
  }

  @Test
  void aBusThatIsToldToKeepsItsTransportOpen() {
    Talk talk = Talk.open(ConversationBus.Builder::keepTransportOpen);
    talk.bob.onAny((from, event) -> {});
    talk.bus.close();

    assertThat(talk.transport.isClosed()).isFalse();
    assertThat(talk.transport.openFeeds()).isZero();
  }

  @Test
  void noThreadIsLeft() {
    Talk talk = Talk.over(FakeTransport.inRealTime(), builder -> builder);
    talk.transport.publishing = (publication, record) -> new CompletableFuture<>();
    CompletableFuture<?> waiting = talk.alice.sendAsync("n", Talk.BODY);
    assertThat(ours()).isNotEmpty();
    Set<Thread> timers = ours();

    talk.bus.close();

    assertThat(waiting).as("nobody waits for an answer that never comes").isDone();
    timers.forEach(
        timer -> assertThat(Threads.call(() -> join(timer))).succeedsWithin(Waiting.LIMIT));
    assertThat(timers).noneMatch(Thread::isAlive);
  }

  private static boolean join(Thread thread) throws InterruptedException {
    thread.join(Waiting.LIMIT.toMillis());
    return true;
  }

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("conversation-bus"))
        .collect(Collectors.toSet());
  }
}
