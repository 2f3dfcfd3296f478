/**
 * A request and its answer, free of any server; start at {@link
 * dev.conversationbus.endpoint.http.Handler}.
 */
@NullMarked
package dev.conversationbus.endpoint.http;

import org.jspecify.annotations.NullMarked;
