package dev.conversationbus.inmemory;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.Timing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One publication whose request or answer is delayed or lost. */
final class Call {

  private final InMemoryHub hub;
  private final Publication publication;
  private final Mishap mishap;
  private final Consumer<Call> atTheEnd;
  private final CompletableFuture<Outcome> answer = new CompletableFuture<>();
  private final List<Timing.Cancellation> timers = new CopyOnWriteArrayList<>();

  /** Whether the request has arrived, or never will. */
  private final AtomicBoolean requestSettled = new AtomicBoolean(true);

  Call(InMemoryHub hub, Publication publication, Mishap mishap, Consumer<Call> atTheEnd) {
    this.hub = hub;
    this.publication = publication;
    this.mishap = mishap;
    this.atTheEnd = atTheEnd;
  }

  CompletableFuture<Outcome> answer() {
    return answer;
  }

  void begin() {
    Timing timing = hub.timing();
    timers.add(timing.after(publication.deadline(), () -> end(noAnswer())));
    switch (mishap.fault()) {
      case DELAY_REQUEST -> {
        requestSettled.set(false);
        announce(true);
        timers.add(timing.after(mishap.delay(), this::arrive));
      }
      case DELAY_ANSWER -> {
        Outcome outcome = hub.publish(publication);
        timers.add(timing.after(mishap.delay(), () -> end(outcome)));
      }
      case LOSE_ANSWER -> hub.publish(publication);
      default -> {
        // The request is lost: nobody hears of it.
      }
    }
  }

  private void arrive() {
    if (requestSettled.compareAndSet(false, true)) {
      Outcome outcome = hub.publish(publication);
      announce(false);
      end(outcome);
    }
  }

  /** Ends the call without an answer, and the request if it has not arrived. */
  void cut() {
    if (requestSettled.compareAndSet(false, true)) {
      announce(false);
    }
    end(
        new Outcome.Unknown(
            "the transport was closed before an answer came",
            new BusClosedException(InMemoryTransport.WHAT)));
  }

  private Outcome noAnswer() {
    return new Outcome.Unknown("no answer within " + publication.deadline() + ": " + mishap, null);
  }

  private void end(Outcome outcome) {
    if (requestSettled.get()) {
      timers.forEach(Timing.Cancellation::cancel);
      atTheEnd.accept(this);
    }
    answer.complete(outcome);
  }

  /** Tells the conversation that the key may still come, or will not come any more. */
  private void announce(boolean mayCome) {
    IdempotencyKey key = publication.key();
    Room room = hub.findRoom(publication.conversation());
    if (key != null && room != null) {
      room.announce(key, mayCome);
    }
  }
}
