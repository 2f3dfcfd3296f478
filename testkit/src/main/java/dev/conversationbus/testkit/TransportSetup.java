package dev.conversationbus.testkit;

import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What every contract asks of a transport's tests: one factory, and by choice the means to do
 * something to the transport's far side. A test that needs what is not there is skipped by name,
 * with the reason.
 */
abstract class TransportSetup {

  /**
   * Makes a transport for one test. It speaks for the whole application, and starts either empty or
   * with conversations and users of earlier tests, whose names the tests avoid.
   *
   * @throws Exception to fail the test
   */
  protected abstract Transport create() throws Exception;

  /**
   * Ends what {@link #create} started besides the transport, such as a server. Called after every
   * test, when the transport has been closed.
   *
   * @throws Exception to fail the test
   */
  protected void tearDown() throws Exception {}

  /** Makes another transport over the same store; empty if that cannot be. */
  protected Optional<Transport> connectAgain(Transport first) {
    return Optional.empty();
  }

  /**
   * Makes the far side refuse the next publication, without recording it.
   *
   * @return false if that cannot be done
   */
  protected boolean refuseNext(Transport transport) {
    return false;
  }

  /**
   * Makes the far side record the next publication without the transport learning of it, whatever
   * it does within the publication's deadline.
   *
   * @return false if that cannot be done
   */
  protected boolean loseNextAnswer(Transport transport) {
    return false;
  }

  /**
   * Makes the next publication vanish on its way, without the transport learning of it, whatever it
   * does within the publication's deadline.
   *
   * @return false if that cannot be done
   */
  protected boolean loseNextRequest(Transport transport) {
    return false;
  }

  /**
   * Breaks every feed that is open.
   *
   * @return false if that cannot be done
   */
  protected boolean breakFeeds(Transport transport) {
    return false;
  }

  /**
   * Lets time pass by the transport's own clock; unless overridden that is the machine's. A
   * transport whose clock is moved by tests moves it here.
   */
  protected void letTimePass(Transport transport, Duration atLeast) {
    long end = System.nanoTime() + atLeast.toNanos();
    for (long left = atLeast.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** How long a test waits before it fails; 30 seconds unless overridden. */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  /**
   * Whether a thread that started during a test may live on; unless overridden those of the JDK and
   * of the test engine itself.
   */
  protected boolean mayOutlive(Thread thread) {
    return Threads.isPlatform(thread);
  }
}
