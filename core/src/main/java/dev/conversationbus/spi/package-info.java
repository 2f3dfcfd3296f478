/**
 * What a transport implements: a store of conversations and a live feed of each; start at {@link
 * dev.conversationbus.spi.Transport}.
 */
@NullMarked
package dev.conversationbus.spi;

import org.jspecify.annotations.NullMarked;
