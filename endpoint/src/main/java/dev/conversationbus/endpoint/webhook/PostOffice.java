package dev.conversationbus.endpoint.webhook;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.JsonWriter;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the couriers of all conversations share.
 *
 * @param thread to which a courier's state is confined
 */
record PostOffice(
    Transport transport,
    Timing timing,
    ScheduledExecutorService thread,
    Poster poster,
    Slots slots,
    EventFilter filter,
    Backoff backoff,
    String applicationId,
    UndeliveredHandler undelivered) {

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  /** Runs a task on the thread; never if the webhooks are closed. */
  void run(Runnable task) {
    try {
      thread.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException e) {
              LOG.error("webhooks have a bug, please report it", e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.trace("webhooks are closed", e);
    }
  }

  /** Runs a task on the thread after a while. */
  void after(Duration delay, Runnable task) {
    timing.after(delay, () -> run(task));
  }

  void send(RecordedEvent event, Consumer<Attempt> done) {
    JsonWriter json = new JsonWriter();
    EventJson.writeCallback(json, event, applicationId);
    poster.post(json.toBytes(), done);
  }

  void retrying(RecordedEvent event, int failures, String why) {
    LOG.info(
        "webhook will be repeated, {}, attempt {}, event {}, conversation {}",
        why,
        failures,
        event.id(),
        event.conversation());
  }

  void givenUp(RecordedEvent event, String why) {
    LOG.warn(
        "webhook given up, {}, event {}, conversation {}", why, event.id(), event.conversation());
    try {
      undelivered.onUndelivered(event, why);
    } catch (RuntimeException e) {
      LOG.warn("handler of undelivered webhooks failed, event {}", event.id(), e);
    }
  }

  void forgotten(ConversationId conversation, long from, long to) {
    LOG.warn(
        "events were forgotten before they could be posted, conversation {}, ids {} to {}",
        conversation,
        from,
        to);
  }

  void unreadable(ConversationId conversation, @Nullable Throwable failure) {
    LOG.warn("cannot read what to post, will try again, conversation {}", conversation, failure);
  }
}
