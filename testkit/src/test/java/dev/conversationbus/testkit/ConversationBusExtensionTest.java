package dev.conversationbus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.Delivery;
import dev.conversationbus.event.EventType;
import dev.conversationbus.naive.NaiveTransport;
import dev.conversationbus.spi.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ConversationBusExtensionTest {

  private static final List<Object> SEEN = new ArrayList<>();
  private static final List<ConversationBus> BUSES = new ArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
    BUSES.clear();
  }

  private static Events run(Class<?> sample) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(DiscoverySelectors.selectClass(sample))
        .execute()
        .testEvents();
  }

  static class Plain {
    @RegisterExtension
    static final ConversationBusExtension BUS =
        ConversationBusExtension.over(NaiveTransport::create);

    @BeforeEach
    void before(ConversationBus bus) {
      SEEN.add(bus);
    }

    @Test
    void first(ConversationBus bus, Transport transport, RecordedEvents heard) {
      use(bus, transport, heard);
    }

    @Test
    void second(ConversationBus bus, Transport transport, RecordedEvents heard) {
      use(bus, transport, heard);
    }

    private static void use(ConversationBus bus, Transport transport, RecordedEvents heard) {
      Conversation lunch = bus.newConversation();
      heard.listenTo(lunch);
      lunch.join("alice").send("ping", Map.of());
      heard.received("ping");
      assertThat(transport.findConversation(lunch.id()).join()).isPresent();
      SEEN.add(bus);
      BUSES.add(bus);
    }

    @AfterEach
    void after(ConversationBus bus) {
      assertThat(bus.isClosed()).isFalse();
      SEEN.add(bus);
    }
  }

  @Test
  void aTestIsSuppliedWithBusTransportAndRecorder() {
    run(Plain.class).assertStatistics(s -> s.succeeded(2).failed(0));
  }

  @Test
  void eachTestHasABusOfItsOwn() {
    run(Plain.class);
    assertThat(BUSES).hasSize(2).doesNotHaveDuplicates();
    ConversationBus one = BUSES.get(0);
    ConversationBus two = BUSES.get(1);
    assertThat(SEEN).containsExactly(one, one, one, two, two, two);
  }

  @Test
  void everythingIsClosedAfterATest() {
    run(Plain.class);
    assertThat(BUSES).allMatch(ConversationBus::isClosed);
  }

  static class Choosy {
    @RegisterExtension
    static final ConversationBusExtension BUS =
        ConversationBusExtension.over(NaiveTransport::create)
            .with(builder -> builder.delivery(Delivery.ordered(Runnable::run)));

    @Test
    void theBusIsBuiltAsChosen(ConversationBus bus) {
      Conversation lunch = bus.newConversation();
      SEEN.add(bus.explain(lunch, "ping").delivery());
    }
  }

  @Test
  void theBusIsBuiltAsChosen() {
    run(Choosy.class).assertStatistics(s -> s.succeeded(1));
    assertThat(SEEN).singleElement().asString().startsWith("ordered per conversation");
  }

  /** Ends the threads that the samples leave. */
  private static volatile CountDownLatch end = new CountDownLatch(1);

  private static void leave(String name, boolean daemon) {
    CountDownLatch mine = end;
    Thread thread =
        new Thread(
            () -> {
              try {
                mine.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(daemon);
    thread.start();
  }

  private static ConversationBusExtension impatient() {
    return ConversationBusExtension.over(NaiveTransport::create).within(Duration.ofMillis(100));
  }

  static class LeavingOurs {
    @RegisterExtension static final ConversationBusExtension BUS = impatient();

    @Test
    void leavesAThread() {
      leave("conversation-bus-left", true);
    }
  }

  static class LeavingAnother {
    @RegisterExtension static final ConversationBusExtension BUS = impatient();

    @Test
    void leavesAThread() {
      leave("keeps-the-machine-alive", false);
    }
  }

  static class LeavingExcused {
    @RegisterExtension
    static final ConversationBusExtension BUS =
        impatient().excusing(thread -> thread.getName().equals("conversation-bus-excused"));

    @Test
    void leavesAThread() {
      leave("conversation-bus-excused", true);
      leave("a-daemon-of-the-application", true);
    }
  }

  private static Events runAndEndThreads(Class<?> sample) {
    end = new CountDownLatch(1);
    try {
      return run(sample);
    } finally {
      end.countDown();
    }
  }

  @Test
  void aThreadOfTheBusThatIsLeftFailsTheTest() {
    runAndEndThreads(LeavingOurs.class)
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(AssertionError.class),
                message(
                    text ->
                        text.startsWith("threads are left after the bus over naive was closed: ")
                            && text.contains("conversation-bus-left"))));
  }

  @Test
  void aThreadThatKeepsTheMachineAliveFailsTheTest() {
    runAndEndThreads(LeavingAnother.class)
        .assertThatEvents()
        .haveExactly(
            1, finishedWithFailure(message(text -> text.contains("keeps-the-machine-alive"))));
  }

  @Test
  void otherThreadsMayStay() {
    runAndEndThreads(LeavingExcused.class).assertStatistics(s -> s.succeeded(1).failed(0));
  }

  static class Unlucky {
    @RegisterExtension
    static final ConversationBusExtension BUS =
        ConversationBusExtension.over(
            () -> {
              throw new IOException("no port is free");
            });

    @Test
    void neverRuns(ConversationBus bus) {
      SEEN.add(bus);
    }
  }

  @Test
  void aTransportThatCannotBeMadeFailsTheTest() {
    run(Unlucky.class)
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                message("the transport of the test could not be made"),
                cause(instanceOf(IOException.class))));
    assertThat(SEEN).isEmpty();
  }

  static class Asking {
    @RegisterExtension
    static final ConversationBusExtension BUS =
        ConversationBusExtension.over(NaiveTransport::create);

    @Test
    void asksForWhatNobodyHas(EventType<?> type) {
      SEEN.add(type);
    }
  }

  @Test
  void otherParametersAreLeftToOthers() {
    run(Asking.class)
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(instanceOf(ParameterResolutionException.class)));
  }
}
