package dev.conversationbus;

import dev.conversationbus.dispatch.Channel;
import dev.conversationbus.dispatch.Registration;
import dev.conversationbus.dispatch.Target;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who would hear an event. */
final class Explaining {

  private Explaining() {}

  static Explanation explain(
      ConversationId conversation, String type, BusSettings settings, @Nullable Channel channel) {
    List<Violation> violations = settings.validator().validateName(type);
    List<Registration<?>> registrations = channel == null ? List.of() : channel.registrations();
    List<Explanation.Hearer> hearers = new ArrayList<>();
    List<Explanation.Hearer> others = new ArrayList<>();
    for (Registration<?> registration : registrations) {
      Target<?> target = registration.target();
      boolean hears = target.matches(type) && violations.isEmpty();
      String reason = !violations.isEmpty() ? "the name cannot be sent" : reason(target, hears);
      (hears ? hearers : others)
          .add(
              new Explanation.Hearer(
                  target.listensFor(), target.bodyType(), target.place(), reason));
    }
    Optional<String> similar =
        hearers.isEmpty() ? SimilarName.of(type, registrations) : Optional.empty();
    return new Explanation(
        conversation, type, violations, settings.delivery().toString(), hearers, others, similar);
  }

  private static String reason(Target<?> target, boolean hears) {
    return switch (target.pattern()) {
      case EXACT -> hears ? "the name matches" : "it listens for another name";
      case PREFIX -> hears ? "the prefix matches" : "the name does not begin so";
      case ANY -> "it listens for everything";
    };
  }
}
