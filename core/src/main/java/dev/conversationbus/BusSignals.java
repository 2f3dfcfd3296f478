package dev.conversationbus;

import dev.conversationbus.dispatch.Channel;
import dev.conversationbus.dispatch.Registration;
import dev.conversationbus.dispatch.Signals;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what goes wrong visible: log, dead letters, the user's handlers and observer. */
final class BusSignals implements Signals {

  private static final Logger LOG = LoggerFactory.getLogger(ConversationBus.class);

  private final DeadLetterStore deadLetters;
  private final @Nullable ListenerFailureHandler failureHandler;
  private final @Nullable UnhandledEventHandler unhandledHandler;
  private final @Nullable BusObserver observer;

  BusSignals(BusSettings settings, DeadLetterStore deadLetters) {
    this.deadLetters = deadLetters;
    this.failureHandler = settings.failureHandler();
    this.unhandledHandler = settings.unhandledHandler();
    this.observer = settings.observer();
  }

  @Override
  public void failed(Registration<?> registration, CustomEvent<Body> event, Throwable thrown) {
    Throwable cause = ObservedListener.causeOf(thrown);
    String place = registration.target().place();
    LOG.warn(
        "listener failed, type {}, event {}, conversation {}, registered at {}",
        event.type().name(),
        event.id(),
        event.conversation(),
        place,
        cause);
    deadLetters.add(registration, event, cause);
    ListenerFailure failure = new ListenerFailure(cause, event, place, registration);
    if (failureHandler != null) {
      quietly("failure handler", () -> failureHandler.onFailure(failure));
    }
    if (observer != null) {
      observer.onFailed(failure, ObservedListener.nanosOf(thrown));
    }
  }

  @Override
  public void unhandled(Channel channel, CustomEvent<Body> event) {
    if (unhandledHandler == null && observer == null && !LOG.isDebugEnabled()) {
      return;
    }
    Optional<String> similar = SimilarName.of(event.type().name(), channel.registrations());
    LOG.debug(
        "nobody listens, type {}, event {}, conversation {}, did you mean {}",
        event.type().name(),
        event.id(),
        event.conversation(),
        similar.orElse("nothing similar"));
    if (unhandledHandler != null) {
      quietly("handler of unhandled events", () -> unhandledHandler.onUnhandled(event, similar));
    }
    if (observer != null) {
      observer.onUnhandled(event);
    }
  }

  @Override
  public void dropped(ConversationId conversation, long events, String why) {
    LOG.warn("events dropped, conversation {}, count {}, because {}", conversation, events, why);
    if (observer != null) {
      observer.onDropped(conversation, events, why);
    }
  }

  @Override
  public void gap(ConversationId conversation, long fromId, long toId, String why) {
    LOG.warn(
        "events cannot be had, conversation {}, from {}, to {}, because {}",
        conversation,
        fromId,
        toId,
        why);
    if (observer != null) {
      observer.onGap(conversation, fromId, toId, why);
    }
  }

  @Override
  public void feedBroken(ConversationId conversation, long afterId) {
    LOG.info(
        "feed broke and is opened again, conversation {}, after event {}", conversation, afterId);
    if (observer != null) {
      observer.onFeedBroken(conversation, afterId);
    }
  }

  private static void quietly(String who, Runnable call) {
    try {
      call.run();
    } catch (Throwable t) {
      LOG.error("the bus's {} failed; the bus goes on", who, t);
    }
  }
}
