/**
 * A call and its attempts: when one is made, when it is repeated, and when it is given up; start
 * from {@link Calls}.
 */
@NullMarked
package dev.conversationbus.http.attempt;

import org.jspecify.annotations.NullMarked;
