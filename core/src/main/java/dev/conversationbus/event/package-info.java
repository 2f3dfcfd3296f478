/**
 * The values of the bus: events, their types and bodies, who sends them, and the rules they keep;
 * start at {@link dev.conversationbus.event.CustomEvent}.
 */
@NullMarked
package dev.conversationbus.event;

import org.jspecify.annotations.NullMarked;
