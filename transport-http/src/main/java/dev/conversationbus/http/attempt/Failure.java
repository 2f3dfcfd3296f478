package dev.conversationbus.http.attempt;

import dev.conversationbus.error.ConversationBusException;

/**
 * Why a call has no answer.
 *
 * @param reason of the last attempt
 * @param mayHaveArrived whether the other side may have acted on one of the attempts
 */
public record Failure(ConversationBusException reason, boolean mayHaveArrived) {}
