package dev.conversationbus.testkit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/**
 * The promises of the bus as tests, over a transport that supplies one factory:
 *
 * <pre>{@code
 * class MyTransportBusContractTest extends BusContract {
 *   @Override
 *   protected Transport create() {
 *     return MyTransport.create();
 *   }
 * }
 * }</pre>
 *
 * <p>What {@link TransportContract} checks of a transport alone, this checks of what users see of
 * it; the numbers are the same, and so are the hooks.
 *
 * <p>Needs JUnit Jupiter 5.14 or later.
 *
 * @since 0.1.0
 */
@Timeout(300)
public abstract class BusContract extends TransportSetup {

  private BusStage stage;

  /** For subclasses. */
  protected BusContract() {}

  @BeforeEach
  void open() throws Exception {
    stage = new BusStage(this);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Nested
  @DisplayName("1, 8 and 9: what is sent is recorded as it was, by whom it was")
  class Sends extends BusSendPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("2: every send ends recorded, refused, or unknown and then settled")
  class Outcomes extends BusOutcomePromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("3 and 5: a listener hears each event once, in order, one at a time")
  class Order extends BusOrderPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("3: the past hands over to the present, and broken feeds are repaired")
  class Replay extends BusReplayPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("3 and 7: a subscriber is given what it asks for")
  class Publishers extends BusFlowPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("4: a listener disturbs nobody")
  class Isolation extends BusIsolationPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("4 and 7: what a listener failed to handle is kept")
  class DeadLetters extends BusDeadLetterPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("4: what would be heard can be explained")
  class Explanations extends BusExplainPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("6: closing drains and leaves nothing behind")
  class Closing extends BusClosePromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }

  @Nested
  @DisplayName("7 and 8: the past, conversations and members can be asked for")
  class Histories extends BusHistoryPromises {
    @Override
    BusStage bench() {
      return stage;
    }
  }
}
