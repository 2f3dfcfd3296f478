/**
 * The Conversation API on the wire: its paths, parameters, headers, fields, shapes and codes, each
 * written and read in one place. Start at {@link dev.conversationbus.wire.Paths} for what there is
 * and {@link dev.conversationbus.wire.EventJson} for what an event looks like.
 */
@NullMarked
package dev.conversationbus.wire;

import org.jspecify.annotations.NullMarked;
