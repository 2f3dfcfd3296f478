/**
 * Everything that can go wrong, one class per thing a caller handles differently; start at {@link
 * dev.conversationbus.error.ConversationBusException}.
 */
@NullMarked
package dev.conversationbus.error;

import org.jspecify.annotations.NullMarked;
