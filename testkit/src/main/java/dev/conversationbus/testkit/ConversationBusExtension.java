package dev.conversationbus.testkit;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.ConversationBus;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that gives each test a bus over a fresh transport, and a recorder.
 *
 * <pre>{@code
 * class LunchTest {
 *
 *   @RegisterExtension
 *   static final ConversationBusExtension BUS =
 *       ConversationBusExtension.over(InMemoryTransport::create);
 *
 *   @Test
 *   void aVoteIsHeard(ConversationBus bus, RecordedEvents heard) {
 *     Conversation lunch = bus.newConversation();
 *     heard.listenTo(lunch);
 *     lunch.join("alice").send("poll_vote", Map.of("dish", "pizza"));
 *     heard.received("poll_vote");
 *   }
 * }
 * }</pre>
 *
 * <p>Methods of a test, those before and after it included, can take a {@link ConversationBus}, the
 * {@link Transport} that is under it, and {@link RecordedEvents}; within one test they are the same
 * each time. When the test and the methods after it have run, recorder, bus and transport are
 * closed. The test fails if a thread is left that was started meanwhile and is one of the bus's, by
 * its name, or would keep the JVM alive.
 *
 * <p><b>Threads.</b> Tests that run side by side in one JVM see each other's threads: let {@link
 * #excusing} name those.
 *
 * @since 0.1.0
 */
public final class ConversationBusExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Set<Class<?>> SUPPLIED =
      Set.of(ConversationBus.class, Transport.class, RecordedEvents.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TransportFactory transports;
  private final UnaryOperator<ConversationBus.Builder> choices;
  private final Predicate<Thread> excused;
  private final Duration patience;
  private final ExtensionContext.Namespace namespace;

  private ConversationBusExtension(
      TransportFactory transports,
      UnaryOperator<ConversationBus.Builder> choices,
      Predicate<Thread> excused,
      Duration patience) {
    this.transports = transports;
    this.choices = choices;
    this.excused = excused;
    this.patience = patience;
    this.namespace = ExtensionContext.Namespace.create(ConversationBusExtension.class, this);
  }

  /** Makes the transport of one test. */
  @FunctionalInterface
  public interface TransportFactory {

    /**
     * {@return a new transport, which the extension closes}
     *
     * @throws Exception to fail the test
     */
    Transport create() throws Exception;
  }

  /** {@return an extension that makes a transport for each test} */
  public static ConversationBusExtension over(TransportFactory transports) {
    return new ConversationBusExtension(
        requireNonNull(transports, "transports"), builder -> builder, thread -> false, PATIENCE);
  }

  /** {@return this extension, with choices for each bus: what they return is built} */
  public ConversationBusExtension with(UnaryOperator<ConversationBus.Builder> otherChoices) {
    return new ConversationBusExtension(
        transports, requireNonNull(otherChoices, "otherChoices"), excused, patience);
  }

  /** {@return this extension, which lets these threads outlive a test} */
  public ConversationBusExtension excusing(Predicate<Thread> threads) {
    return new ConversationBusExtension(transports, choices, excused.or(threads), patience);
  }

  /** {@return this extension, which gives threads so long to end, instead of 10 seconds} */
  public ConversationBusExtension within(Duration limit) {
    return new ConversationBusExtension(
        transports, choices, excused, requireNonNull(limit, "limit"));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    var unused = scene(context);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Scene scene = context.getStore(namespace).remove(Scene.class, Scene.class);
    if (scene != null) {
      scene.end(excused, patience);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return SUPPLIED.contains(parameter.getParameter().getType())
        && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Scene scene = scene(context);
    if (type == ConversationBus.class) {
      return scene.bus();
    }
    return type == Transport.class ? scene.transport() : scene.heard();
  }

  private Scene scene(ExtensionContext context) {
    Scene known = context.getStore(namespace).get(Scene.class, Scene.class);
    if (known != null) {
      return known;
    }
    Scene made = Scene.of(transports, choices);
    context.getStore(namespace).put(Scene.class, made);
    return made;
  }
}
