package dev.conversationbus.examples;

import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import java.util.List;

/** What came of reading one line. */
sealed interface Reading {

  /**
   * An event that can be sent.
   *
   * @param conversation the name of the conversation
   * @param from the name of the user who sends
   * @param type the event's name, valid
   * @param body what is sent, within the limit
   */
  record Event(String conversation, String from, String type, Body body) implements Reading {}

  /**
   * A line that no event can be made of.
   *
   * @param reasons at least one
   */
  record Refused(List<Violation> reasons) implements Reading {

    public Refused {
      reasons = List.copyOf(reasons);
    }

    static Refused because(Violation reason) {
      return new Refused(List.of(reason));
    }
  }
}
