package dev.conversationbus.naive;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportContract;
import java.util.Optional;

class NaiveTransportContractTest extends TransportContract {

  @Override
  protected Transport create() {
    return NaiveTransport.create();
  }

  @Override
  protected Optional<Transport> connectAgain(Transport first) {
    return Optional.of(new NaiveTransport(((NaiveTransport) first).store(), false));
  }
}
