package dev.conversationbus.inmemory;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportContract;

/** Every promise, on a hub as it comes. */
class SystemTimeContractTest extends TransportContract {

  @Override
  protected Transport create() {
    return InMemoryTransport.create();
  }
}
