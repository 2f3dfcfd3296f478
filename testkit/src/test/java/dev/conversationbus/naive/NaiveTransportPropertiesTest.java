package dev.conversationbus.naive;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportProperties;

class NaiveTransportPropertiesTest extends TransportProperties {

  @Override
  protected Transport create() {
    return NaiveTransport.create();
  }
}
