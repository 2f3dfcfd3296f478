package dev.conversationbus.http;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportProperties;
import java.util.Optional;

/** The promises of a transport under random schedules, over an endpoint. */
@SuppressWarnings("NullAway.Init") // create() comes first
class HttpTransportPropertiesTest extends TransportProperties {

  private Served served;

  @Override
  protected Transport create() throws Exception {
    served = new Served();
    return served.connect();
  }

  @Override
  protected void tearDown() throws Exception {
    served.close();
  }

  @Override
  protected Optional<Transport> connectAgain(Transport first) {
    try {
      return Optional.of(served.connect());
    } catch (Exception e) {
      throw new AssertionError("no second connection", e);
    }
  }
}
