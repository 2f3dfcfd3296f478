/**
 * Delivery over HTTP to an endpoint or a hosted service.
 *
 * <p>Tokens to authenticate with are made by {@link dev.conversationbus.http.ApplicationTokens}.
 */
@NullMarked
package dev.conversationbus.http;

import org.jspecify.annotations.NullMarked;
