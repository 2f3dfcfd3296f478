/**
 * A transport within one process, whose hub several buses share; start at {@link
 * dev.conversationbus.inmemory.InMemoryTransport}.
 */
@NullMarked
package dev.conversationbus.inmemory;

import org.jspecify.annotations.NullMarked;
