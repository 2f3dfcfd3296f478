/** One request and its answer on a connection; start from {@link Engine}. */
@NullMarked
package dev.conversationbus.http.exchange;

import org.jspecify.annotations.NullMarked;
