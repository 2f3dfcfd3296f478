package dev.conversationbus.inmemory;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.BusContract;
import java.time.Duration;
import java.util.Optional;

/** Every promise of the bus, on a hub with faults and a clock of its own. */
class InMemoryBusContractTest extends BusContract {

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryHub hub = InMemoryHub.builder().timing(time).build();

  @Override
  protected Transport create() {
    return hub.transport();
  }

  @Override
  protected Optional<Transport> connectAgain(Transport first) {
    return Optional.of(hub.transport());
  }

  @Override
  protected boolean refuseNext(Transport transport) {
    hub.failures().failNext(1);
    return true;
  }

  @Override
  protected boolean loseNextAnswer(Transport transport) {
    hub.failures().loseAnswerNext(1);
    return true;
  }

  @Override
  protected boolean loseNextRequest(Transport transport) {
    hub.failures().loseRequestNext(1);
    return true;
  }

  @Override
  protected boolean breakFeeds(Transport transport) {
    hub.failures().breakFeeds();
    return true;
  }

  @Override
  protected void letTimePass(Transport transport, Duration atLeast) {
    time.advance(atLeast);
  }
}
