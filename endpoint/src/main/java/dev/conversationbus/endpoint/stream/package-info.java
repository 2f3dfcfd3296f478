/** A conversation's events as a stream; start at {@code EventStream}. */
@NullMarked
package dev.conversationbus.endpoint.stream;

import org.jspecify.annotations.NullMarked;
