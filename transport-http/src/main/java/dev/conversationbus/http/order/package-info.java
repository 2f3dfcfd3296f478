/** Things that must be done one after the other; start from {@link Lanes}. */
@NullMarked
package dev.conversationbus.http.order;

import org.jspecify.annotations.NullMarked;
