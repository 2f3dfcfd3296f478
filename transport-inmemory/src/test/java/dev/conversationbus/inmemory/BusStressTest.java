package dev.conversationbus.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Delivery;
import dev.conversationbus.Overflow;
import dev.conversationbus.Start;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Eight threads send to one conversation while listeners come, go, throw and send: ids are dense,
 * and every listener that stays hears each event once, in order.
 */
class BusStressTest {

  private static final int SENDERS = 8;
  private static final int EACH = 1_000;
  private static final int ECHOES = 500;

  record Count(int n) {}

  private static final EventType<Count> COUNT = EventType.of("count", Count.class);

  /** Writes down what it hears; one thread at a time, as promised. */
  private static class Standing<T> implements EventListener<T> {

    final List<Long> ids = Collections.synchronizedList(new ArrayList<>());
    final AtomicBoolean inside = new AtomicBoolean();
    final AtomicInteger overlaps = new AtomicInteger();

    @Override
    public void onEvent(Sender from, CustomEvent<T> event) {
      if (!inside.compareAndSet(false, true)) {
        overlaps.incrementAndGet();
      }
      ids.add(event.id());
      inside.set(false);
      after();
    }

    void after() {}
  }

  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  private void stress(Delivery delivery) throws Exception {
    try (ConversationBus bus =
        ConversationBus.builder(InMemoryTransport.create()).delivery(delivery).build()) {
      Conversation room = bus.newConversation("busy");
      Conversation speaker = room.join("speaker");
      AtomicInteger echoes = new AtomicInteger();
      Standing<Body> all = new Standing<>();
      Standing<Count> typed = new Standing<>();
      Standing<Body> failing =
          new Standing<>() {
            @Override
            void after() {
              if (ids.size() % 100 == 0) {
                throw new IllegalStateException("every hundredth time");
              }
            }
          };
      Standing<Body> sending =
          new Standing<>() {
            @Override
            void after() {
              if (echoes.getAndIncrement() < ECHOES) {
                speaker.send("echo", Body.empty());
              }
            }
          };
      room.onAny(all);
      room.on(COUNT, typed);
      room.onPrefix("", failing);
      room.on("count", sending);

      AtomicBoolean over = new AtomicBoolean();
      List<CompletableFuture<?>> churning = List.of(churn(room, over), churn(room, over));
      List<CompletableFuture<?>> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int n = 0; n < EACH; n++) {
                    speaker.send(COUNT, new Count(n));
                  }
                },
                thread -> new Thread(thread, "sender").start()));
      }
      CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new)).join();
      over.set(true);
      CompletableFuture.allOf(churning.toArray(CompletableFuture[]::new)).join();

      int expected = SENDERS * EACH + ECHOES;
      await().atMost(Duration.ofMinutes(1)).until(() -> all.ids.size() >= expected);
      await().atMost(Duration.ofMinutes(1)).until(() -> failing.ids.size() >= expected);
      await().atMost(Duration.ofMinutes(1)).until(() -> typed.ids.size() >= SENDERS * EACH);
      await().atMost(Duration.ofMinutes(1)).until(() -> sending.ids.size() >= SENDERS * EACH);

      // The first id is that of the speaker's joining.
      List<Long> recorded = LongStream.rangeClosed(2, expected + 1).boxed().toList();
      List<Long> counts = room.history().ofType("count").stream().map(CustomEvent::id).toList();
      assertThat(room.history().stream().map(CustomEvent::id)).isEqualTo(recorded);
      assertThat(all.ids).isEqualTo(recorded);
      assertThat(failing.ids).isEqualTo(recorded);
      assertThat(typed.ids).isEqualTo(counts);
      assertThat(sending.ids).isEqualTo(counts);
      for (Standing<?> each : List.of(all, failing, typed, sending)) {
        assertThat(each.overlaps).hasValue(0);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Listeners that come and go, some from the past, and hear without a hole while they stay. */
  private static CompletableFuture<?> churn(Conversation room, AtomicBoolean over) {
    return CompletableFuture.runAsync(
        () -> {
          int turn = 0;
          while (!over.get()) {
            Standing<Body> passing = new Standing<>();
            Subscription subscription =
                turn++ % 3 == 0 ? room.onAny(Start.last(10), passing) : room.onAny(passing);
            room.once("count", (from, event) -> {});
            for (int i = 0; i < 100 && passing.ids.size() < 5; i++) {
              Thread.onSpinWait();
            }
            subscription.close();
            List<Long> ids = List.copyOf(passing.ids);
            for (int i = 1; i < ids.size(); i++) {
              assertThat(ids.get(i)).isEqualTo(ids.get(i - 1) + 1);
            }
          }
        },
        task -> new Thread(task, "churning").start());
  }

  @Test
  void onTheSendersThreads() throws Exception {
    stress(Delivery.direct());
  }

  @Test
  void onAnExecutorPerConversation() throws Exception {
    stress(Delivery.ordered(pool).withQueueLimit(64));
  }

  @Test
  void onAnExecutorPerConversationWithSendersThatWait() throws Exception {
    stress(Delivery.ordered(pool).withQueueLimit(64).withOverflow(Overflow.BLOCK));
  }

  @Test
  void onAnExecutorPerListener() throws Exception {
    stress(Delivery.perListener(pool).withQueueLimit(64));
  }
}
