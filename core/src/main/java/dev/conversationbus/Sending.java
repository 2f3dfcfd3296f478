package dev.conversationbus;

import dev.conversationbus.dispatch.Blocking;
import dev.conversationbus.dispatch.Dispatcher;
import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyEncoder;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Validates, publishes, and makes of every outcome an event or one exception. */
final class Sending {

  private final Dispatcher dispatcher;
  private final Transport transport;
  private final EventValidator validator;
  private final BusSettings settings;
  private final @Nullable BusObserver observer;
  private final BooleanSupplier closed;

  Sending(
      Dispatcher dispatcher, Transport transport, BusSettings settings, BooleanSupplier closed) {
    this.dispatcher = dispatcher;
    this.transport = transport;
    this.validator = settings.validator();
    this.settings = settings;
    this.observer = settings.observer();
    this.closed = closed;
  }

  <T> CustomEvent<T> send(
      DefaultConversation from, EventType<T> type, T body, SendOptions options) {
    return send(prepare(from, type, body, options), type, body);
  }

  CustomEvent<Body> send(DefaultConversation from, String type, Map<String, ?> body) {
    EventType<Body> raw = rawType(type);
    Publication publication = prepare(from, raw, body, SendOptions.defaults());
    return send(publication, raw, publication.body());
  }

  private <T> CustomEvent<T> send(Publication publication, EventType<T> type, T body) {
    long began = observer == null ? 0 : System.nanoTime();
    CompletableFuture<Outcome> answer = publish(publication);
    try {
      Outcome outcome = answer.isDone() ? answer.join() : inTime(answer, publication).get();
      return accepted(outcome, publication, type, body, began);
    } catch (ConversationBusException e) {
      throw Blocking.atCaller(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(
          publication, unknown(publication, "interrupted while waiting for the answer", e), began);
    } catch (ExecutionException e) {
      throw failed(publication, unknown(publication, "the transport failed", e.getCause()), began);
    }
  }

  <T> CompletableFuture<CustomEvent<T>> sendAsync(
      DefaultConversation from, EventType<T> type, T body, SendOptions options) {
    try {
      return sendAsync(prepare(from, type, body, options), type, body);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  CompletableFuture<CustomEvent<Body>> sendAsync(
      DefaultConversation from, String type, Map<String, ?> body) {
    try {
      EventType<Body> raw = rawType(type);
      Publication publication = prepare(from, raw, body, SendOptions.defaults());
      return sendAsync(publication, raw, publication.body());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> CompletableFuture<CustomEvent<T>> sendAsync(
      Publication publication, EventType<T> type, T body) {
    long began = observer == null ? 0 : System.nanoTime();
    CompletableFuture<Outcome> answer = publish(publication);
    CompletableFuture<CustomEvent<T>> sent = new CompletableFuture<>();
    CompletableFuture<?> unused =
        (answer.isDone() ? answer : inTime(answer, publication))
            .thenAccept(
                outcome -> {
                  try {
                    sent.complete(accepted(outcome, publication, type, body, began));
                  } catch (RuntimeException e) {
                    sent.completeExceptionally(e);
                  }
                });
    return sent;
  }

  /** {@return the type of a name that is yet to be checked} */
  EventType<Body> rawType(String name) {
    return EventType.recorded(name);
  }

  private Publication prepare(
      DefaultConversation from, EventType<?> type, Object body, SendOptions options) {
    if (closed.getAsBoolean()) {
      throw new BusClosedException("the bus");
    }
    try {
      Body encoded = BodyEncoder.encode(type, body, settings.codec(), validator);
      IdempotencyKey key = options.key();
      if (key == null && transport.capabilities().mayLoseAnswers()) {
        key = IdempotencyKey.mint();
      }
      Duration deadline = options.deadline() == null ? settings.sendDeadline() : options.deadline();
      return new Publication(
          from.id(),
          from.speaker().sendsAs(from.id()),
          dispatcher.typeOf(type.name()).name(),
          encoded,
          key,
          deadline);
    } catch (ConversationBusException e) {
      if (observer != null) {
        observer.onSendFailed(from.id(), type.name(), e, 0);
      }
      throw e;
    }
  }

  /** Never fails: where the transport does, nobody can tell what was recorded. */
  private CompletableFuture<Outcome> publish(Publication publication) {
    if (observer != null) {
      observer.onSent(publication.conversation(), publication.name(), publication.body().size());
    }
    CompletableFuture<Outcome> answer = dispatcher.guarded(t -> t.publish(publication));
    boolean answered =
        answer.isDone() && !answer.isCompletedExceptionally() && answer.getNow(null) != null;
    return answered ? answer : answer.handle(Sending::known);
  }

  private static Outcome known(@Nullable Outcome outcome, @Nullable Throwable thrown) {
    return outcome != null
        ? outcome
        : new Outcome.Unknown(
            "the transport failed", thrown == null ? null : Dispatcher.causeOf(thrown));
  }

  /** After the deadline nobody can tell any more. */
  private CompletableFuture<Outcome> inTime(
      CompletableFuture<Outcome> answer, Publication publication) {
    CompletableFuture<Outcome> first = answer.copy();
    Timing.Cancellation timer =
        dispatcher
            .timing()
            .after(
                publication.deadline(),
                () -> first.complete(new Outcome.Unknown(whyNoAnswer(publication), null)));
    return first.whenComplete((outcome, thrown) -> timer.cancel());
  }

  private String whyNoAnswer(Publication publication) {
    return closed.getAsBoolean()
        ? "the bus was closed before the answer came"
        : "no answer within " + publication.deadline();
  }

  private <T> CustomEvent<T> accepted(
      Outcome outcome, Publication publication, EventType<T> type, T body, long began) {
    if (outcome instanceof Outcome.Accepted accepted) {
      RecordedEvent recorded = accepted.event();
      if (observer != null) {
        observer.onRecorded(
            recorded.conversation(), recorded.name(), recorded.id(), System.nanoTime() - began);
      }
      return new CustomEvent<>(
          recorded.conversation(),
          recorded.id(),
          type,
          recorded.from(),
          body,
          recorded.timestamp());
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      throw failed(publication, rejected.reason(), began);
    }
    Outcome.Unknown unknown = (Outcome.Unknown) outcome;
    throw failed(publication, unknown(publication, unknown.why(), unknown.cause()), began);
  }

  private ConversationBusException failed(
      Publication publication, ConversationBusException reason, long began) {
    if (observer != null) {
      observer.onSendFailed(
          publication.conversation(), publication.name(), reason, System.nanoTime() - began);
    }
    return reason;
  }

  private static DeliveryUnknownException unknown(
      Publication publication, String why, @Nullable Throwable cause) {
    IdempotencyKey key = publication.key();
    return new DeliveryUnknownException(
        publication.conversation().value(), key == null ? "" : key.value(), why, cause);
  }
}
