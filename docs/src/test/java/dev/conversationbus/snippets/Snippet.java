package dev.conversationbus.snippets;

import org.jspecify.annotations.Nullable;

/**
 * A piece of Java that a document shows.
 *
 * @param document where it stands
 * @param line of its first line in the document, from 1
 * @param output what the document says that it prints; null if it says nothing
 */
record Snippet(String document, int line, String code, @Nullable String output) {

  Snippet printing(String text) {
    return new Snippet(document, line, code, text);
  }

  /** {@return where it stands, for messages} */
  String place() {
    return document + ":" + line;
  }
}
