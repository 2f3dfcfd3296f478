package dev.conversationbus.endpoint.stream;

import dev.conversationbus.spi.Timing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does something again and again until it is stopped. */
final class Heartbeat {

  private final Timing timing;
  private final Duration every;
  private final Runnable beat;
  private Timing.@Nullable Cancellation next;
  private boolean stopped;

  Heartbeat(Timing timing, Duration every, Runnable beat) {
    this.timing = timing;
    this.every = every;
    this.beat = beat;
  }

  void start() {
    synchronized (this) {
      if (!stopped) {
        next = timing.after(every, this::run);
      }
    }
  }

  private void run() {
    beat.run();
    start();
  }

  void stop() {
    Timing.Cancellation pending;
    synchronized (this) {
      stopped = true;
      pending = next;
    }
    if (pending != null) {
      pending.cancel();
    }
  }
}
