/**
 * The Conversation API served from any transport; start at {@link
 * dev.conversationbus.endpoint.ConversationEndpoint}.
 */
@NullMarked
package dev.conversationbus.endpoint;

import org.jspecify.annotations.NullMarked;
