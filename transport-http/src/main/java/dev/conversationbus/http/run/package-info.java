/** The threads and the time of a transport; start from {@link Callbacks}. */
@NullMarked
package dev.conversationbus.http.run;

import org.jspecify.annotations.NullMarked;
