package dev.conversationbus;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Subscription;

/**
 * An event that a listener failed to handle.
 *
 * @param cause what the listener threw, or why the body could not be read for it
 * @param event with its body as JSON
 * @param registeredAt the line that registered the listener, such as {@code Lunch.java:42
 *     (com.acme.Lunch.open)}
 * @param subscription the listener's, still active unless the listener itself ended it
 * @since 0.1.0
 */
public record ListenerFailure(
    Throwable cause, CustomEvent<Body> event, String registeredAt, Subscription subscription) {}
