/** Programs that show the bus at work; start from {@link dev.conversationbus.examples.Demo}. */
@NullMarked
package dev.conversationbus.examples;

import org.jspecify.annotations.NullMarked;
