package dev.conversationbus.spi;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.ConversationBusException;
import org.jspecify.annotations.Nullable;

/**
 * How a publication ended.
 *
 * @since 0.1.0
 */
public sealed interface Outcome {

  /**
   * Recorded.
   *
   * @param event as it stands in the history
   */
  record Accepted(RecordedEvent event) implements Outcome {
    public Accepted {
      requireNonNull(event, "event");
    }
  }

  /**
   * Surely not recorded.
   *
   * @param reason with a stable code
   */
  record Rejected(ConversationBusException reason) implements Outcome {
    public Rejected {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Perhaps recorded, perhaps not.
   *
   * @param why what happened to the answer
   * @param cause null if there is none
   */
  record Unknown(String why, @Nullable Throwable cause) implements Outcome {
    public Unknown {
      requireNonNull(why, "why");
    }
  }
}
