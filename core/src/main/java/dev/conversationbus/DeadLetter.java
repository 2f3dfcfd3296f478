package dev.conversationbus;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.time.Instant;

/**
 * An event that a listener failed to handle, as it stood when it was asked for.
 *
 * @param number tells dead letters of one bus apart, from 1
 * @param event with its body as JSON
 * @param registeredAt the line that registered the listener
 * @param cause of the last attempt
 * @param attempts how often the listener was called with it, 1 or more
 * @param lastAttempt when that was last
 * @since 0.1.0
 */
public record DeadLetter(
    long number,
    CustomEvent<Body> event,
    String registeredAt,
    Throwable cause,
    int attempts,
    Instant lastAttempt) {}
