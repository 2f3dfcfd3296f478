package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table on its own, without conversation or feed. */
public final class LocalTable extends ListenerTable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalTable.class);

  private final Failures failures;

  /** Who is told of listeners that fail. */
  @FunctionalInterface
  public interface Failures {
    void failed(Registration<?> registration, CustomEvent<Body> event, Throwable thrown);
  }

  public LocalTable(Failures failures) {
    this.failures = failures;
  }

  @Override
  Executor lane() {
    return Runnable::run;
  }

  @Override
  void onFailed(Registration<?> registration, CustomEvent<Body> event, Throwable thrown) {
    try {
      failures.failed(registration, event, thrown);
    } catch (Throwable t) {
      LOG.error("the failure handler failed; dispatching goes on", t);
    }
  }

  @Override
  void onEnded(Registration<?> registration) {}
}
