/**
 * From a recorded event to its listeners: look-up by name, isolation, order and back-pressure;
 * start at {@link dev.conversationbus.dispatch.Channel}.
 */
@NullMarked
package dev.conversationbus.dispatch;

import org.jspecify.annotations.NullMarked;
