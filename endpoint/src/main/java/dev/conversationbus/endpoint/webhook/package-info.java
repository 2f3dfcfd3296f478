/**
 * Events posted to a web address as they are recorded; start at {@link
 * dev.conversationbus.endpoint.webhook.Webhooks}.
 */
@NullMarked
package dev.conversationbus.endpoint.webhook;

import org.jspecify.annotations.NullMarked;
