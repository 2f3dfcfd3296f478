package dev.conversationbus.naive;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.BusContract;
import java.time.Duration;
import java.util.Optional;

class NaiveBusContractTest extends BusContract {

  @Override
  protected Transport create() {
    return new NaiveTransport(new NaiveStore(), true);
  }

  @Override
  protected Optional<Transport> connectAgain(Transport first) {
    return Optional.of(new NaiveTransport(((NaiveTransport) first).store(), true));
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

  /** Answers are lost, and feeds opened again, at once. */
  @Override
  protected void letTimePass(Transport transport, Duration atLeast) {}
}
