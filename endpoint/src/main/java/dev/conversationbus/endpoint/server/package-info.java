/** The endpoint's own server; start at {@code JettyServer}. */
@NullMarked
package dev.conversationbus.endpoint.server;

import org.jspecify.annotations.NullMarked;
