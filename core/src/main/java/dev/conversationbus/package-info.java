/** What users call; start at {@link dev.conversationbus.ConversationBus}. */
@NullMarked
package dev.conversationbus;

import org.jspecify.annotations.NullMarked;
