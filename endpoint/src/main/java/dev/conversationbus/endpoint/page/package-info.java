/**
 * A page to look into a running bus; start at {@link dev.conversationbus.endpoint.page.PeekPage}.
 */
@NullMarked
package dev.conversationbus.endpoint.page;

import org.jspecify.annotations.NullMarked;
