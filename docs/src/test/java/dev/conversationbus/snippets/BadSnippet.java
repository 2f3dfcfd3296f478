package dev.conversationbus.snippets;

import org.jspecify.annotations.Nullable;

/** A piece of Java that does not do what its document says. */
final class BadSnippet extends AssertionError {

  private static final long serialVersionUID = 1L;

  BadSnippet(String place, String problem) {
    super(place + ": " + problem);
  }

  BadSnippet(String place, String problem, @Nullable Throwable cause) {
    super(place + ": " + problem, cause);
  }
}
