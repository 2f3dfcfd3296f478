/** What must hold of all published modules together. */
@NullMarked
package dev.conversationbus.architecture;

import org.jspecify.annotations.NullMarked;
