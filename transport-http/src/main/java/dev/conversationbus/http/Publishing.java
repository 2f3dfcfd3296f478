package dev.conversationbus.http;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.TimedOutException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.EventValidator;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.http.attempt.CallListener;
import dev.conversationbus.http.attempt.Calls;
import dev.conversationbus.http.attempt.Failure;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.http.order.Lanes;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import dev.conversationbus.wire.Paths;
import dev.conversationbus.wire.RequestJson;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sends publications, those of one conversation one after the other, each to its one outcome. */
final class Publishing {

  private final Calls calls;
  private final Ask ask;
  private final Learned learned;
  private final Timing timing;
  private final Executor executor;
  private final Lanes<ConversationId> lanes;
  private final int mostWaiting;
  private final Set<Sending> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Publishing(
      Calls calls, Ask ask, Learned learned, Timing timing, Executor executor, int mostWaiting) {
    this.calls = calls;
    this.ask = ask;
    this.learned = learned;
    this.timing = timing;
    this.executor = executor;
    this.mostWaiting = mostWaiting;
    this.lanes = new Lanes<>(mostWaiting);
  }

  CompletableFuture<Outcome> publish(Publication publication) {
    if (learned.isHosted()) {
      List<Violation> violations = EventValidator.hosted().validateName(publication.name());
      if (!violations.isEmpty()) {
        return CompletableFuture.completedFuture(
            new Outcome.Rejected(new InvalidEventException(violations)));
      }
    }
    Sending sending = new Sending(publication);
    Lanes.Place place = lanes.add(publication.conversation(), sending);
    if (place == Lanes.Place.REFUSED) {
      sending.reject(
          new UnavailableException(
              mostWaiting + " publications wait for conversation " + publication.conversation(),
              null,
              null));
    } else if (place == Lanes.Place.WAITING) {
      sending.waitInLine();
    }
    return sending.result;
  }

  /** Rejects what has not begun. */
  void close() {
    closed = true;
    waiting.forEach(sending -> sending.reject(Calls.closedException()));
  }

  /** One publication: in line, then under way, then at its end. */
  private final class Sending implements Lanes.Task, CallListener {

    private final Publication publication;
    private final long from = timing.millis();
    private final CompletableFuture<Outcome> result = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Runnable done;
    private volatile @Nullable Request sent;

    /** Whether a success was answered that could not be read. */
    private volatile boolean unreadable;

    private volatile Timing.@Nullable Cancellation timer;

    Sending(Publication publication) {
      this.publication = publication;
    }

    void waitInLine() {
      timer =
          timing.after(
              publication.deadline(),
              () -> reject(new TimedOutException("waiting to be sent", publication.deadline())));
      waiting.add(this);
      if (closed) {
        reject(Calls.closedException());
      } else if (begun.get()) {
        leaveLine();
      }
    }

    private void leaveLine() {
      waiting.remove(this);
      Timing.Cancellation running = timer;
      if (running != null) {
        running.cancel();
      }
    }

    /** Ends it before it has begun. */
    void reject(ConversationBusException reason) {
      if (begun.compareAndSet(false, true)) {
        leaveLine();
        complete(new Outcome.Rejected(reason));
      }
    }

    @Override
    public void begin(Runnable whenDone) {
      if (!begun.compareAndSet(false, true)) {
        whenDone.run();
        return;
      }
      leaveLine();
      done = whenDone;
      IdempotencyKey key = publication.key() == null ? IdempotencyKey.mint() : publication.key();
      Request request =
          Request.of("POST", Paths.events(ApiVersion.V1, publication.conversation()))
              .withContent(RequestJson.event(publication))
              .with(Headers.IDEMPOTENCY_KEY, key.value());
      call(request);
    }

    private void call(Request request) {
      sent = request;
      Duration left = publication.deadline().minusMillis(Math.max(0, timing.millis() - from));
      calls.call(request, learned::removesDuplicates, left, this);
    }

    private void end(Outcome outcome) {
      Runnable next = done;
      if (next != null) {
        next.run();
      }
      complete(outcome);
    }

    private void complete(Outcome outcome) {
      executor.execute(() -> result.complete(outcome));
    }

    @Override
    public void answered(Answer answer, boolean earlier) {
      Outcome outcome = outcome(answer, earlier || unreadable);
      Request request = sent;
      if (answer.isSuccess()
          && outcome instanceof Outcome.Unknown
          && !unreadable
          && request != null
          && learned.removesDuplicates()) {
        unreadable = true;
        call(request); // It is recorded, and a repeat tells as what.
      } else {
        end(outcome);
      }
    }

    @Override
    public void failed(Failure failure) {
      end(
          failure.mayHaveArrived() || unreadable
              ? new Outcome.Unknown(String.valueOf(failure.reason().getMessage()), failure.reason())
              : new Outcome.Rejected(failure.reason()));
    }

    private Outcome outcome(Answer answer, boolean earlier) {
      int status = answer.status();
      if (answer.isSuccess()) {
        try {
          return new Outcome.Accepted(event(answer));
        } catch (MalformedJsonException e) {
          return new Outcome.Unknown(
              "the answer " + status + " cannot be read: " + e.getMessage(), e);
        }
      }
      ConversationBusException reason = ask.failure(answer, publication.conversation().value());
      boolean isCertain =
          earlier
              ? status == 400 || status == 409 || status == 422
              : (status < 500 && status != 408 && status != 303)
                  || (status == 503 && answer.header(Headers.RETRY_AFTER) != null);
      return isCertain
          ? new Outcome.Rejected(reason)
          : new Outcome.Unknown("the other side answered " + status, reason);
    }

    private RecordedEvent event(Answer answer) throws MalformedJsonException {
      return EventJson.read(
          JsonValue.parse(answer.content()), publication.conversation(), learned.isOurs(answer));
    }
  }
}
