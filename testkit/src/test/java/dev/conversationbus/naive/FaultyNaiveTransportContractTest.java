package dev.conversationbus.naive;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportContract;
import java.time.Duration;

class FaultyNaiveTransportContractTest extends TransportContract {

  @Override
  protected Transport create() {
    return new NaiveTransport(new NaiveStore(), true);
  }

  private static boolean next(Transport transport, NaiveStore.Fault fault) {
    ((NaiveTransport) transport).store().setNext(fault);
    return true;
  }

  @Override
  protected boolean refuseNext(Transport transport) {
    return next(transport, NaiveStore.Fault.REFUSE);
  }

  @Override
  protected boolean loseNextAnswer(Transport transport) {
    return next(transport, NaiveStore.Fault.LOSE_ANSWER);
  }

  @Override
  protected boolean loseNextRequest(Transport transport) {
    return next(transport, NaiveStore.Fault.LOSE_REQUEST);
  }

  @Override
  protected boolean breakFeeds(Transport transport) {
    ((NaiveTransport) transport).breakFeeds();
    return true;
  }

  /** Answers are lost at once, so only the clock's own ticks are waited for. */
  @Override
  protected void letTimePass(Transport transport, Duration atLeast) {
    Duration tick = Duration.ofMillis(5);
    super.letTimePass(transport, atLeast.compareTo(tick) > 0 ? Duration.ZERO : atLeast);
  }
}
