package dev.conversationbus;

import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.EventValidator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The choices of a bus; its observer is a safe one. */
record BusSettings(
    BodyCodec codec,
    EventValidator validator,
    Delivery delivery,
    @Nullable ListenerFailureHandler failureHandler,
    @Nullable UnhandledEventHandler unhandledHandler,
    @Nullable BusObserver observer,
    Duration sendDeadline,
    Duration closeDeadline,
    int deadLetterLimit,
    boolean closesTransport) {}
