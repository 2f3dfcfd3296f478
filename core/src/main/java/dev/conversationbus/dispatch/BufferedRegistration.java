package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A listener with a backlog of its own: one that replays, that has its own lane, or that asks for
 * what it can take.
 */
final class BufferedRegistration<T> extends Registration<T> implements Backlog.Owner {

  private final Channel channel;
  private final Lane lane;
  private final Backlog backlog;
  private final AtomicReference<@Nullable Runnable> ending = new AtomicReference<>();

  BufferedRegistration(
      Channel channel,
      Target<T> target,
      EventListener<T> listener,
      Lane lane,
      Backlog.Bound bound,
      long demand) {
    super(channel, target, listener);
    this.channel = channel;
    this.lane = lane;
    this.backlog = new Backlog(lane, this, channel.source(target.filter()), bound, demand);
  }

  Backlog backlog() {
    return backlog;
  }

  @Override
  boolean deliver(CustomEvent<Body> event, @Nullable Decodings decodings) {
    if (!isActive()) {
      return false;
    }
    backlog.offer(event, false);
    return true;
  }

  @Override
  public void accept(CustomEvent<Body> event) {
    EventListener<T> current = listener();
    if (current != null && !call(current, event, null)) {
      // Whoever asked for an event has not been given one.
      backlog.request(1);
    }
  }

  @Override
  Executor lane() {
    return lane;
  }

  /** Whether the calling thread is running this listener. */
  boolean isRunningHere() {
    return lane.isMine();
  }

  /** {@return done once everything that waits has been handed over} */
  CompletableFuture<Void> drained() {
    return backlog.drained().thenCompose(done -> Channel.marker(lane));
  }

  @Override
  void onClosed() {
    backlog.close();
    end();
  }

  /** Runs an action once this has ended, in turn with the calls of the listener. */
  void whenEnded(Runnable action) {
    ending.set(action);
    if (!isActive()) {
      end();
    }
  }

  private void end() {
    Runnable action = ending.getAndSet(null);
    if (action != null) {
      lane.execute(new Ending(action));
    }
  }

  /** Runs in any case: a lane that is refused calls nobody meanwhile. */
  private record Ending(Runnable action) implements Lane.Refusable {
    @Override
    public void run() {
      action.run();
    }

    @Override
    public void onRefused() {
      action.run();
    }
  }

  @Override
  public void dropped(long events, String why) {
    channel.dropped(events, why);
  }

  @Override
  public void gap(long fromId, long toId, String why) {
    channel.gap(fromId, toId, why);
  }

  @Override
  public void tryLater(Runnable task, int number) {
    channel.tryLater(task, number);
  }

  @Override
  public void overflowed(long events) {
    close();
    channel.dropped(
        events,
        "queue full, subscription of " + target.listensFor() + " at " + target.place() + " ended");
  }
}
