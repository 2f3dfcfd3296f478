package dev.conversationbus.http.exchange;

import java.io.IOException;
import java.io.Serial;

/** An answer that goes over its bound; it was not read to its end. */
public final class AnswerTooLargeException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  AnswerTooLargeException(String found, int allowed) {
    super("answer of " + found + ", allowed are " + allowed + "; raise maxAnswerBytes");
  }
}
