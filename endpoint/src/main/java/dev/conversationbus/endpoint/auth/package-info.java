/**
 * Who calls, and what they may do; start at {@link
 * dev.conversationbus.endpoint.auth.Authenticator}.
 */
@NullMarked
package dev.conversationbus.endpoint.auth;

import org.jspecify.annotations.NullMarked;
