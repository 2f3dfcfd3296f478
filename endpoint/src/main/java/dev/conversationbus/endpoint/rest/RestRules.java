package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.ListShape;
import dev.conversationbus.endpoint.page.PeekPage;
import dev.conversationbus.endpoint.socket.SocketServer;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The choices of the resources.
 *
 * @param events what an event must be like
 * @param missingBodyIsEmpty whether an event without body counts as one with an empty object
 * @param listShape how lists of {@code v1} look
 * @param sendDeadline how long the transport may take to record an event
 * @param heartbeat how often a quiet stream says that it is alive
 * @param openJoining whether a user who knows a conversation's id may join it uninvited
 * @param originOf the address to put into links, given the one that the client used
 * @param timing by which streams run
 * @param sockets where live delivery goes on beside the resources
 * @param page at the root; null for none
 */
public record RestRules(
    EventValidator events,
    boolean missingBodyIsEmpty,
    ListShape listShape,
    Duration sendDeadline,
    Duration heartbeat,
    boolean openJoining,
    UnaryOperator<String> originOf,
    Timing timing,
    SocketServer sockets,
    @Nullable PeekPage page) {}
