/**
 * Compiles and runs every piece of Java in the documents; start at {@link
 * dev.conversationbus.snippets.SnippetsTest}. What a piece may use without declaring it stands in
 * {@link dev.conversationbus.snippets.Prelude}.
 */
@NullMarked
package dev.conversationbus.snippets;

import org.jspecify.annotations.NullMarked;
