package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The choices of a bus on their way to it. */
final class DefaultBuilder implements ConversationBus.Builder {

  private final Transport transport;
  private BodyCodec codec = BodyCodec.jackson();
  private EventValidator validator = EventValidator.documented();
  private Delivery delivery = Delivery.direct();
  private @Nullable ListenerFailureHandler failureHandler;
  private @Nullable UnhandledEventHandler unhandledHandler;
  private @Nullable BusObserver observer;
  private Duration sendDeadline = Duration.ofSeconds(10);
  private Duration closeDeadline = Duration.ofSeconds(5);
  private int deadLetterLimit = 1000;
  private boolean closesTransport = true;

  DefaultBuilder(Transport transport) {
    this.transport = requireNonNull(transport, "transport");
  }

  @Override
  public ConversationBus.Builder codec(BodyCodec value) {
    codec = requireNonNull(value, "codec");
    return this;
  }

  @Override
  public ConversationBus.Builder validator(EventValidator value) {
    validator = requireNonNull(value, "validator");
    return this;
  }

  @Override
  public ConversationBus.Builder delivery(Delivery value) {
    delivery = requireNonNull(value, "delivery");
    return this;
  }

  @Override
  public ConversationBus.Builder onFailure(ListenerFailureHandler handler) {
    failureHandler = requireNonNull(handler, "handler");
    return this;
  }

  @Override
  public ConversationBus.Builder onUnhandled(UnhandledEventHandler handler) {
    unhandledHandler = requireNonNull(handler, "handler");
    return this;
  }

  @Override
  public ConversationBus.Builder observer(BusObserver value) {
    observer = requireNonNull(value, "observer");
    return this;
  }

  @Override
  public ConversationBus.Builder sendDeadline(Duration deadline) {
    if (deadline.isZero() || deadline.isNegative()) {
      throw new IllegalArgumentException(
          "send deadline " + deadline + ": allowed is more than zero");
    }
    sendDeadline = deadline;
    return this;
  }

  @Override
  public ConversationBus.Builder closeDeadline(Duration deadline) {
    if (deadline.isNegative()) {
      throw new IllegalArgumentException(
          "close deadline " + deadline + ": allowed is zero or more");
    }
    closeDeadline = deadline;
    return this;
  }

  @Override
  public ConversationBus.Builder deadLetterLimit(int letters) {
    if (letters < 0 || letters > 1_000_000) {
      throw new IllegalArgumentException(
          "dead letter limit " + letters + ": allowed are 0 to 1000000");
    }
    deadLetterLimit = letters;
    return this;
  }

  @Override
  public ConversationBus.Builder keepTransportOpen() {
    closesTransport = false;
    return this;
  }

  @Override
  public ConversationBus build() {
    return new DefaultConversationBus(
        transport,
        new BusSettings(
            codec,
            validator,
            delivery,
            failureHandler,
            unhandledHandler,
            observer == null ? null : new SafeObserver(observer),
            sendDeadline,
            closeDeadline,
            deadLetterLimit,
            closesTransport));
  }
}
