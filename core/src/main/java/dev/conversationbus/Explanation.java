package dev.conversationbus;

import dev.conversationbus.error.Violation;
import dev.conversationbus.event.ConversationId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who would hear an event of a type, and who would not.
 *
 * @param conversation where it would be sent
 * @param type the name that was asked about
 * @param violations why the name could not be sent at all, none if it could
 * @param delivery on which thread listeners run
 * @param hearers who would be called, in that order
 * @param others who listens in the conversation for something else
 * @param didYouMean a type with listeners that is spelled much like this one, if nobody would hear
 *     it
 * @since 0.1.0
 */
public record Explanation(
    ConversationId conversation,
    String type,
    List<Violation> violations,
    String delivery,
    List<Hearer> hearers,
    List<Hearer> others,
    Optional<String> didYouMean) {

  public Explanation {
    violations = List.copyOf(violations);
    hearers = List.copyOf(hearers);
    others = List.copyOf(others);
  }

  /**
   * A listener.
   *
   * @param listensFor a name, a prefix with {@code *} behind it, or {@code *} alone
   * @param bodyType the Java type its bodies are read as
   * @param registeredAt the line that registered it
   * @param reason why it would be called, or why not
   */
  public record Hearer(String listensFor, String bodyType, String registeredAt, String reason) {}

  /** {@return the explanation as a few lines for people} */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(type)
            .append(" in ")
            .append(conversation)
            .append(": ")
            .append(hearers.size())
            .append(hearers.size() == 1 ? " listener" : " listeners")
            .append(", ")
            .append(delivery);
    violations.forEach(violation -> text.append("\n  cannot be sent: ").append(violation));
    text.append(lines("\n  heard by ", hearers)).append(lines("\n  not by ", others));
    didYouMean.ifPresent(name -> text.append("\n  did you mean ").append(name).append('?'));
    return text.toString();
  }

  private static String lines(String start, List<Hearer> listeners) {
    return listeners.stream()
        .map(
            l ->
                start
                    + l.listensFor
                    + " as "
                    + l.bodyType
                    + " at "
                    + l.registeredAt
                    + ": "
                    + l.reason)
        .collect(Collectors.joining());
  }
}
