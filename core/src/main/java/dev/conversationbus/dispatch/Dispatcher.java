package dev.conversationbus.dispatch;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All conversations that one bus listens to. */
public final class Dispatcher {

  private final Transport transport;
  private final DeliveryRule rule;
  private final Signals signals;
  private final Timing timing;
  private final @Nullable SystemTiming ownTiming;
  private final TypeNames types = new TypeNames();
  private final ConcurrentHashMap<ConversationId, Channel> channels = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public Dispatcher(Transport transport, DeliveryRule rule, Signals signals) {
    this.transport = transport;
    this.rule = rule;
    this.signals = signals;
    this.ownTiming = transport.timing().isPresent() ? null : new SystemTiming();
    this.timing = ownTiming == null ? transport.timing().orElseThrow() : ownTiming;
  }

  DeliveryRule rule() {
    return rule;
  }

  Signals signals() {
    return signals;
  }

  boolean isDirect() {
    return rule.executor() == null || rule.perListener();
  }

  boolean isClosed() {
    return closed;
  }

  public Timing timing() {
    return timing;
  }

  /** {@return the one raw type of a name, unchecked} */
  public EventType<Body> typeOf(String name) {
    return types.of(name);
  }

  /** {@return a recorded custom event as users know it} */
  public CustomEvent<Body> eventOf(RecordedEvent recorded) {
    return new CustomEvent<>(
        recorded.conversation(),
        recorded.id(),
        types.of(recorded.name()),
        recorded.from(),
        recorded.body(),
        recorded.timestamp());
  }

  /** Calls a listener for what is recorded from now on. */
  public <T> Registration<T> subscribe(
      ConversationId conversation, Target<T> target, EventListener<T> listener, Duration limit) {
    Channel channel = retain(conversation);
    Registration<T> registration = channel.addLive(target, listener);
    connect(channel, registration, limit);
    return registration;
  }

  /**
   * Calls a listener for what stands in the history after an id, and for what is recorded from then
   * on.
   */
  public <T> Registration<T> replay(
      ConversationId conversation,
      Target<T> target,
      EventListener<T> listener,
      long afterId,
      Duration limit) {
    Channel channel = retain(conversation);
    BufferedRegistration<T> registration = channel.addBuffered(target, listener, Long.MAX_VALUE);
    connect(channel, registration, limit);
    registration.backlog().start(afterId, channel.lastSeen());
    return registration;
  }

  /**
   * Calls a listener only for as many events as are asked for.
   *
   * @param afterId {@link dev.conversationbus.spi.Feed#LIVE} for what is recorded from now on
   */
  public <T> Paced paced(
      ConversationId conversation,
      Target<T> target,
      EventListener<T> listener,
      long afterId,
      Duration limit) {
    Channel channel = retain(conversation);
    BufferedRegistration<T> registration = channel.addBuffered(target, listener, 0);
    connect(channel, registration, limit);
    if (afterId >= 0) {
      registration.backlog().start(afterId, channel.lastSeen());
    } else {
      registration.backlog().start();
    }
    return new Paced(registration);
  }

  private void connect(Channel channel, Registration<?> registration, Duration limit) {
    try {
      new Blocking(this, limit).await("opening the feed", channel.connect());
    } catch (ConversationBusException e) {
      registration.close();
      throw e;
    }
    if (closed) {
      // Closing may have looked through the channels before this one was among them.
      registration.close();
    }
    if (!registration.isActive() && channels.get(channel.conversation()) != channel) {
      // It was ended before its feed was open.
      channel.disconnect();
    }
    if (closed) {
      throw new BusClosedException("the bus");
    }
  }

  private Channel retain(ConversationId conversation) {
    if (closed) {
      throw new BusClosedException("the bus");
    }
    return java.util.Objects.requireNonNull(
        channels.compute(
            conversation,
            (id, known) -> {
              Channel channel = known == null ? new Channel(this, id) : known;
              channel.users++;
              return channel;
            }));
  }

  void release(Channel channel) {
    boolean[] last = {false};
    channels.computeIfPresent(
        channel.conversation(),
        (id, known) -> {
          if (known != channel || --known.users > 0) {
            return known;
          }
          last[0] = true;
          return null;
        });
    if (last[0]) {
      channel.disconnect();
    }
  }

  /** {@return the channel of a conversation that has listeners, null if it has none} */
  public @Nullable Channel channel(ConversationId conversation) {
    return channels.get(conversation);
  }

  /** Calls the transport; what it throws becomes a failed future. */
  public <R> CompletableFuture<R> guarded(Function<Transport, CompletableFuture<R>> call) {
    try {
      return java.util.Objects.requireNonNull(call.apply(transport), "the transport's answer");
    } catch (Throwable t) {
      return CompletableFuture.failedFuture(t);
    }
  }

  /** Calls the transport and hands on its answer or the failure, one of which is null. */
  public <R> void call(
      Function<Transport, CompletableFuture<R>> call,
      BiConsumer<@Nullable R, @Nullable ConversationBusException> then) {
    CompletableFuture<?> unused =
        guarded(call)
            .whenComplete(
                (answer, failure) ->
                    then.accept(answer, failure == null ? null : reasonOf(failure)));
  }

  /** {@return what failed, without what futures wrap around it} */
  public static Throwable causeOf(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** {@return the failure of a call as one of ours} */
  public ConversationBusException reasonOf(Throwable failure) {
    Throwable cause = causeOf(failure);
    return cause instanceof ConversationBusException known
        ? known
        : UnavailableException.ofUnknownEffect("transport " + transport.name() + " failed", cause);
  }

  /** What closing left undone. */
  public record Leftovers(long events, int stillRunning) {}

  /** Ends the feeds, hands over what waits within the limit, and drops the rest. */
  public Leftovers close(Duration limit) {
    closed = true;
    Collection<Channel> open = List.copyOf(channels.values());
    open.forEach(Channel::disconnect);
    long deadline = System.nanoTime() + limit.toNanos();
    int running = 0;
    for (Channel channel : open) {
      if (!await(channel.drained(), deadline)) {
        running++;
      }
    }
    long dropped = 0;
    for (Channel channel : open) {
      long left = channel.abandon();
      dropped += left;
      if (left > 0) {
        signals.dropped(channel.conversation(), left, "the bus was closed");
      }
    }
    return new Leftovers(dropped, running);
  }

  /**
   * Ends the waiting for whatever has not come by now. The last call, once the transport is closed.
   */
  public void stopWaiting() {
    if (ownTiming != null) {
      ownTiming.close();
    }
  }

  private static boolean await(CompletableFuture<?> drained, long deadline) {
    try {
      drained.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
