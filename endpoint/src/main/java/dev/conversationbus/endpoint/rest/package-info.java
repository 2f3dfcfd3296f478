/** The resources; start at {@code Resources}. */
@NullMarked
package dev.conversationbus.endpoint.rest;

import org.jspecify.annotations.NullMarked;
