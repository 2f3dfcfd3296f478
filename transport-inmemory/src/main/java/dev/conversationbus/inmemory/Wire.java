package dev.conversationbus.inmemory;

import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The imagined wire between a transport and its hub, for publications that meet a fault: it delays
 * and loses what passes over it. What is under way when it is cut stays unanswered, and a request
 * that has not arrived by then never does.
 */
final class Wire {

  private final InMemoryHub hub;
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean isCut;

  Wire(InMemoryHub hub) {
    this.hub = hub;
  }

  /** Publishes as the mishap has it. */
  CompletableFuture<Outcome> publish(Publication publication, Mishap mishap) {
    if (mishap.fault() == Fault.FAIL) {
      return CompletableFuture.completedFuture(new Outcome.Rejected(mishap.asException()));
    }
    Call call = new Call(hub, publication, mishap, underWay::remove);
    underWay.add(call);
    call.begin();
    if (isCut) {
      call.cut();
    }
    return call.answer();
  }

  /** Ends all calls; idempotent. */
  void cut() {
    isCut = true;
    underWay.forEach(Call::cut);
  }
}
