package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.dispatch.Blocking;
import dev.conversationbus.dispatch.DeliveryRule;
import dev.conversationbus.dispatch.Dispatcher;
import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus over any transport. */
final class DefaultConversationBus implements ConversationBus {

  private static final Logger LOG = LoggerFactory.getLogger(ConversationBus.class);

  private final Transport transport;
  private final BusSettings settings;
  private final DeadLetterStore deadLetters;
  private final Dispatcher dispatcher;
  private final Sending sending;
  private final Listening listening;
  private final Blocking blocking;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();

  DefaultConversationBus(Transport transport, BusSettings settings) {
    this.transport = transport;
    this.settings = settings;
    this.deadLetters =
        new DeadLetterStore(
            settings.deadLetterLimit(),
            transport.timing().<InstantSource>map(t -> t).orElseGet(InstantSource::system));
    Delivery delivery = settings.delivery();
    this.dispatcher =
        new Dispatcher(
            transport,
            DeliveryRule.of(
                delivery.executor(),
                delivery.lanes() == Delivery.Lanes.PER_LISTENER,
                delivery.queueLimit(),
                delivery.overflow().name(),
                settings.sendDeadline()),
            new BusSignals(settings, deadLetters));
    this.blocking = new Blocking(dispatcher, settings.sendDeadline());
    this.sending = new Sending(dispatcher, transport, settings, closing::get);
    this.listening = new Listening(dispatcher, settings);
  }

  Transport transport() {
    return transport;
  }

  BusSettings settings() {
    return settings;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Sending sending() {
    return sending;
  }

  Listening listening() {
    return listening;
  }

  /** Calls the transport and waits for the answer. */
  <T> T call(String action, Function<Transport, CompletableFuture<T>> call) {
    if (closing.get()) {
      throw new BusClosedException("the bus");
    }
    return blocking.await(action, dispatcher.guarded(call));
  }

  @Override
  public Conversation newConversation() {
    return handle(call("creating a conversation", t -> t.createConversation(null, null)), null);
  }

  @Override
  public Conversation newConversation(String name) {
    requireNonNull(name, "name");
    return handle(call("creating a conversation", t -> t.createConversation(name, null)), null);
  }

  @Override
  public Conversation conversation(ConversationId id) {
    requireNonNull(id, "id");
    return found(call("finding a conversation", t -> t.findConversation(id)), id.value());
  }

  @Override
  public Conversation conversation(String name) {
    requireNonNull(name, "name");
    return found(call("finding a conversation", t -> t.findConversation(name)), "named " + name);
  }

  private Conversation found(Optional<ConversationInfo> info, String which) {
    ConversationInfo found =
        info.orElseThrow(() -> new NotFoundException(NotFoundException.What.CONVERSATION, which));
    return handle(found, call("finding one's own member", t -> t.self(found.id())).orElse(null));
  }

  private Conversation handle(ConversationInfo info, @Nullable Member self) {
    return new DefaultConversation(this, info.id(), info.name(), Speaker.of(self));
  }

  @Override
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  @Override
  public Explanation explain(Conversation conversation, String type) {
    return Explaining.explain(
        conversation.id(),
        requireNonNull(type, "type"),
        settings,
        dispatcher.channel(conversation.id()));
  }

  @Override
  public boolean isClosed() {
    return closing.get();
  }

  @Override
  public void close() {
    close(settings.closeDeadline());
  }

  @Override
  public CloseReport close(Duration deadline) {
    requireNonNull(deadline, "deadline");
    if (!closing.compareAndSet(false, true)) {
      return closed.getNow(new CloseReport(0, 0));
    }
    Dispatcher.Leftovers left = dispatcher.close(deadline);
    CloseReport report = new CloseReport(left.events(), left.stillRunning());
    if (!report.isClean()) {
      LOG.warn(
          "bus over {} closed with events undelivered: {}, listeners still running: {}",
          transport.name(),
          report.undelivered(),
          report.stillRunning());
    }
    if (settings.closesTransport()) {
      transport.close();
    }
    dispatcher.stopWaiting();
    closed.complete(report);
    return report;
  }
}
