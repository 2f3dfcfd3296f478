package dev.conversationbus.http.attempt;

import java.time.Duration;

/**
 * How long calls may take.
 *
 * @param attempt one attempt, the wait for a connection included
 * @param operation a call with all its attempts and the waits between them
 * @param longestRetryAfter the longest wait that the other side can ask for; beyond it the call
 *     fails at once
 * @param connections exchanges at a time
 */
public record Policy(
    Duration attempt, Duration operation, Duration longestRetryAfter, int connections) {}
