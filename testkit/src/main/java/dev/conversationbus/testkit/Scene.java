package dev.conversationbus.testkit;

import dev.conversationbus.ConversationBus;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What the extension makes for one test, and ends with it. */
final class Scene {

  private static final String OURS = "conversation-bus";

  private final Set<Thread> before;
  private final Transport transport;
  private final ConversationBus bus;
  private final RecordedEvents heard = RecordedEvents.of();

  private Scene(Set<Thread> before, Transport transport, ConversationBus bus) {
    this.before = before;
    this.transport = transport;
    this.bus = bus;
  }

  static Scene of(
      ConversationBusExtension.TransportFactory transports,
      UnaryOperator<ConversationBus.Builder> choices) {
    Set<Thread> before = Threads.alive();
    Transport transport;
    try {
      transport = transports.create();
    } catch (Exception e) {
      throw new IllegalStateException("the transport of the test could not be made", e);
    }
    ConversationBus bus = choices.apply(ConversationBus.builder(transport)).build();
    return new Scene(before, transport, bus);
  }

  Transport transport() {
    return transport;
  }

  ConversationBus bus() {
    return bus;
  }

  RecordedEvents heard() {
    return heard;
  }

  /** Closes everything, whatever fails, and then looks for threads that are left. */
  void end(Predicate<Thread> excused, Duration patience) throws InterruptedException {
    try (transport;
        bus) {
      heard.close();
    }
    List<Thread> left =
        Threads.leftSince(before, thread -> !matters(thread) || excused.test(thread), patience);
    if (!left.isEmpty()) {
      throw new AssertionError(
          "threads are left after the bus over " + transport.name() + " was closed: " + left);
    }
  }

  private static boolean matters(Thread thread) {
    return !Threads.isPlatform(thread) && (!thread.isDaemon() || thread.getName().startsWith(OURS));
  }
}
