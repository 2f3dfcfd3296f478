package dev.conversationbus;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.spi.Transport;
import java.time.Duration;

/**
 * An event bus for custom events in conversations, over a transport.
 *
 * <pre>{@code
 * try (ConversationBus bus = ConversationBus.over(InMemoryTransport.create())) {
 *   Conversation lunch = bus.newConversation("lunch");
 *   Conversation alice = lunch.join("alice");
 *   Conversation bob = lunch.join("bob");
 *   bob.on("my_custom_event", (from, event) -> System.out.println(event.body().toJson()));
 *   alice.send("my_custom_event", Map.of("your", "data"));
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for use by many threads. The bus has no thread of its own, but one daemon
 * for deadlines, started when the first is needed over a transport that answers later.
 *
 * <p><b>Closing.</b> The bus closes its transport with itself unless told to {@link
 * Builder#keepTransportOpen}.
 *
 * @since 0.1.0
 */
public interface ConversationBus extends AutoCloseable {

  /** {@return a bus with the defaults} */
  static ConversationBus over(Transport transport) {
    return builder(transport).build();
  }

  /** {@return a builder of a bus over the given transport} */
  static Builder builder(Transport transport) {
    return new DefaultBuilder(transport);
  }

  /**
   * Creates a conversation without a name.
   *
   * @return a handle without self: it can listen, not send
   */
  Conversation newConversation();

  /**
   * Creates a conversation.
   *
   * @param name unique among the transport's conversations, 1 to 100 characters
   * @return a handle without self: it can listen, not send
   * @throws ConflictException if the name is taken
   */
  Conversation newConversation(String name);

  /**
   * Finds a conversation.
   *
   * @return a handle; with self if the transport's credentials are those of a member
   * @throws NotFoundException if there is none, or the caller may not see it
   */
  Conversation conversation(ConversationId id);

  /**
   * Finds a conversation by its unique name.
   *
   * @return a handle; with self if the transport's credentials are those of a member
   * @throws NotFoundException if there is none, or the caller may not see it
   */
  Conversation conversation(String name);

  /** {@return the events that listeners failed to handle} */
  DeadLetters deadLetters();

  /**
   * Explains who of this bus would hear an event of a type now, in which order and on which
   * executor, and who would not, and why.
   *
   * @param type a name without prefix, valid or not
   */
  Explanation explain(Conversation conversation, String type);

  /** {@return whether {@link #close} has been called} */
  boolean isClosed();

  /**
   * Closes as {@link #close()} does, within another deadline.
   *
   * @return what could not be delivered in time
   */
  CloseReport close(Duration deadline);

  /**
   * Ends all subscriptions, hands over what waits in their queues within the {@link
   * Builder#closeDeadline}, reports what it had to drop to the log and the observer, and closes the
   * transport. Idempotent; may be called from a listener, for whose end it does not wait. Later
   * calls fail with {@link BusClosedException}.
   */
  @Override
  void close();

  /** The choices of a bus; every one has a default. A builder can build several buses. */
  interface Builder {

    /** Sets how bodies are written and read; {@link BodyCodec#jackson} unless set. */
    Builder codec(BodyCodec codec);

    /** Sets the rules for what is sent; {@link EventValidator#documented} unless set. */
    Builder validator(EventValidator validator);

    /**
     * Sets on which thread listeners run and how much may wait for them; {@link Delivery#direct}
     * unless set.
     */
    Builder delivery(Delivery delivery);

    /**
     * Sets who is told of listeners that fail, after the log and the dead letters; nobody unless
     * set.
     */
    Builder onFailure(ListenerFailureHandler handler);

    /**
     * Sets who is told of events that no listener of a conversation with listeners is for; nobody
     * unless set.
     */
    Builder onUnhandled(UnhandledEventHandler handler);

    /** Sets who is told of everything that happens, for metrics and traces; nobody unless set. */
    Builder observer(BusObserver observer);

    /**
     * Sets the limit of a send that names none, and of every other call that waits for the
     * transport, more than zero; 10 seconds unless set.
     */
    Builder sendDeadline(Duration deadline);

    /**
     * Sets how long {@link ConversationBus#close()} waits for listeners, zero or more; 5 seconds
     * unless set.
     */
    Builder closeDeadline(Duration deadline);

    /** Sets how many dead letters are kept, the newest, 0 to 1,000,000; 1000 unless set. */
    Builder deadLetterLimit(int letters);

    /** Leaves the transport open when the bus is closed; for a transport that is shared. */
    Builder keepTransportOpen();

    /** {@return a new bus} */
    ConversationBus build();
  }
}
