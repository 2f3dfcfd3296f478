package dev.conversationbus.endpoint.server;

import java.time.Duration;

/**
 * The bounds of the server.
 *
 * @param maxConnections how many clients may be connected
 * @param maxThreads how many requests may be worked on
 * @param idleTimeout after which a connection is closed that says nothing
 */
public record ServerLimits(int maxConnections, int maxThreads, Duration idleTimeout) {}
