/**
 * Live feeds: a stream where the other side offers one, questions where it does not, and webhooks;
 * start from {@link Feeds}.
 */
@NullMarked
package dev.conversationbus.http.feed;

import org.jspecify.annotations.NullMarked;
