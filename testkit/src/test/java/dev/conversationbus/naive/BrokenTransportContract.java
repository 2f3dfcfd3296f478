package dev.conversationbus.naive;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportContract;
import java.time.Duration;
import java.util.function.Supplier;

/** The contract of a transport that gets something wrong; only ever run by another test. */
class BrokenTransportContract extends TransportContract {

  static final ThreadLocal<Supplier<Transport>> BROKEN =
      ThreadLocal.withInitial(() -> NaiveTransport::create);

  @Override
  protected Transport create() {
    return BROKEN.get().get();
  }

  /** What is lost is waited for in vain, so not for long. */
  @Override
  protected Duration patience() {
    return Duration.ofMillis(500);
  }
}
