/**
 * JSON text as bytes: compact, strict and bounded; start at {@link
 * dev.conversationbus.json.CompactJson}.
 */
@NullMarked
package dev.conversationbus.json;

import org.jspecify.annotations.NullMarked;
