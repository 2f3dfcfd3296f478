package dev.conversationbus.testkit;

import dev.conversationbus.spi.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/**
 * The promises of {@link Transport} as tests. A transport passes by supplying one factory:
 *
 * <pre>{@code
 * class MyTransportContractTest extends TransportContract {
 *   @Override
 *   protected Transport create() {
 *     return MyTransport.create();
 *   }
 * }
 * }</pre>
 *
 * <p>A test's display name begins with the number of the promise in {@code Transport}'s Javadoc.
 * Each test has a transport of its own. The further hooks are by choice: they let a test break what
 * a transport depends on. A test that needs one that is not there, or a capability that the
 * transport does not claim, is skipped with the reason; none is ever left out silently.
 *
 * <p>Needs JUnit Jupiter 5.14 or later.
 *
 * @since 0.1.0
 */
@Timeout(300)
public abstract class TransportContract extends TransportSetup {

  private Stage stage;

  /** For subclasses. */
  protected TransportContract() {}

  @BeforeEach
  void open() throws Exception {
    stage = new Stage(this);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Nested
  @DisplayName("1 and 9: names and bodies arrive byte for byte")
  class NamesAndBodies extends BodyPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("2: every publication ends in one outcome")
  class Outcomes extends OutcomePromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("2: failures come by the future, null is refused at once")
  class Arguments extends ArgumentPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("2: a key stands for one event")
  class Repeats extends IdempotencyPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("3: ids start at 1 and have no holes")
  class Ids extends IdPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("3: a feed gives each event once, in id order")
  class Feeds extends FeedPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("3: a feed from the past has no gap and no double")
  class LateFeeds extends LateFeedPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("4 and 5: an observer disturbs nobody and is called by one thread at a time")
  class Observers extends ObserverPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("4: nobody is called with a lock held")
  class Locks extends LockPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("6: closing ends everything, once")
  class Closing extends ClosePromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("7: a history answers every question")
  class Histories extends HistoryPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("7: every page has a limit")
  class Paging extends PagingPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("7 and 8: conversations and users are found by id and name")
  class Conversations extends ConversationPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("8: members come and go")
  class Membership extends MembershipPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("8: only who has joined may send, as nobody else")
  class Senders extends SenderPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }

  @Nested
  @DisplayName("8: a deleted event leaves a tombstone")
  class Deletion extends DeletionPromises {
    @Override
    Stage stage() {
      return stage;
    }
  }
}
