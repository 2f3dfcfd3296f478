package dev.conversationbus.testkit;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A transport made for one test, with buses over it. */
final class BusStage {

  private static final int POOL_SIZE = 4;

  private final Stage stage;
  private final List<ConversationBus> buses = new ArrayList<>();
  private final ExecutorService pool;
  private final ConversationBus bus;

  BusStage(TransportSetup setup) throws Exception {
    stage = new Stage(setup);
    pool =
        new ThreadPoolExecutor(
            POOL_SIZE,
            POOL_SIZE,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "listeners");
              thread.setDaemon(true);
              return thread;
            });
    bus = bus(builder -> builder);
  }

  Stage stage() {
    return stage;
  }

  Transport transport() {
    return stage.transport();
  }

  ConversationBus bus() {
    return bus;
  }

  /** Makes a further bus over the same transport, which it leaves open. */
  ConversationBus bus(UnaryOperator<ConversationBus.Builder> choices) {
    ConversationBus made =
        choices
            .apply(ConversationBus.builder(transport()).sendDeadline(stage.patience()))
            .keepTransportOpen()
            .build();
    buses.add(made);
    return made;
  }

  /** The same conversation as another bus sees it. */
  static Conversation seenBy(ConversationBus other, Conversation conversation) {
    return other.conversation(conversation.id());
  }

  /** Threads for listeners, which the bus does not stop. */
  ExecutorService pool() {
    return pool;
  }

  void close() throws Exception {
    pool.shutdownNow();
    for (ConversationBus each : buses) {
      each.close();
    }
    stage.close();
  }
}
