package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.dispatch.LocalTable;
import dev.conversationbus.dispatch.Target;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyCodec;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Subscription;

/**
 * Typed listeners by event name, without a bus: what a conversation uses to find and call them.
 *
 * <pre>{@code
 * ListenerRegistry registry = new ListenerRegistry((failure) -> log(failure));
 * Subscription votes = registry.on(VOTE, (from, event) -> tally(event.body()));
 * boolean heard = registry.dispatch(event);
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for use by many threads; {@link #dispatch} takes no lock and allocates
 * nothing for listeners whose bodies stay JSON. Listeners run on the dispatching thread: those of
 * the name first, then those of a prefix or of everything, each in the order of registration.
 *
 * @since 0.1.0
 */
public final class ListenerRegistry {

  private final LocalTable table;
  private final BodyCodec codec;

  /** Makes an empty registry that reads bodies with {@link BodyCodec#jackson}. */
  public ListenerRegistry(ListenerFailureHandler failureHandler) {
    this(failureHandler, BodyCodec.jackson());
  }

  /** Makes an empty registry. */
  public ListenerRegistry(ListenerFailureHandler failureHandler, BodyCodec codec) {
    requireNonNull(failureHandler, "failureHandler");
    this.codec = requireNonNull(codec, "codec");
    this.table =
        new LocalTable(
            (registration, event, thrown) ->
                failureHandler.onFailure(
                    new ListenerFailure(
                        thrown, event, registration.target().place(), registration)));
  }

  /** Calls a listener for events of a type. */
  public <T> Subscription on(EventType<T> type, EventListener<T> listener) {
    requireNonNull(listener, "listener");
    return table.add(Target.typed(type.name(), type, codec, CallSite.here()), listener);
  }

  /** Calls a listener for events whose type begins with {@code prefix}; bodies stay JSON. */
  public Subscription onPrefix(String prefix, EventListener<Body> listener) {
    requireNonNull(prefix, "prefix");
    requireNonNull(listener, "listener");
    return table.add(Target.prefix(prefix, CallSite.here()), listener);
  }

  /** Calls a listener for events of every type; bodies stay JSON. */
  public Subscription onAny(EventListener<Body> listener) {
    requireNonNull(listener, "listener");
    return table.add(Target.any(CallSite.here()), listener);
  }

  /**
   * Calls every listener that an event is for; what one throws goes to the failure handler and
   * disturbs no other.
   *
   * @return whether there was one
   */
  public boolean dispatch(CustomEvent<Body> event) {
    return table.dispatch(event);
  }
}
