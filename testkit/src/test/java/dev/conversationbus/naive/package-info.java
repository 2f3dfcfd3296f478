/**
 * A transport that is right because it is simple, and many that are wrong on purpose; start at
 * {@link dev.conversationbus.naive.NaiveTransport}.
 */
@NullMarked
package dev.conversationbus.naive;

import org.jspecify.annotations.NullMarked;
