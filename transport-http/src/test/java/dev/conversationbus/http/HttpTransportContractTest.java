package dev.conversationbus.http;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportContract;
import java.util.Optional;

/** Every promise of a transport, over an endpoint and a real connection with faults. */
@SuppressWarnings("NullAway.Init") // create() comes first
class HttpTransportContractTest extends TransportContract {

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

  @Override
  protected boolean refuseNext(Transport transport) {
    served.proxy().next(FaultyProxy.Toxic.REFUSE);
    return true;
  }

  @Override
  protected boolean loseNextAnswer(Transport transport) {
    served.proxy().next(FaultyProxy.Toxic.LOSE_ANSWER);
    return true;
  }

  @Override
  protected boolean loseNextRequest(Transport transport) {
    served.proxy().next(FaultyProxy.Toxic.LOSE_REQUEST);
    return true;
  }

  @Override
  protected boolean breakFeeds(Transport transport) {
    served.proxy().breakStreams();
    return true;
  }
}
