package dev.conversationbus.http.attempt;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Exchanges;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** All calls of one transport: the way from a request to its last answer. */
public final class Calls implements AutoCloseable {

  final Exchanges exchanges;
  final Tokens tokens;
  final Guards guards;
  final Policy policy;
  final Timing timing;
  final Consumer<Answer> witness;
  final Gate gate;
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes calls over the given exchanges.
   *
   * @param witness sees every answer first
   */
  public Calls(
      Exchanges exchanges,
      Tokens tokens,
      Guards guards,
      Policy policy,
      Timing timing,
      Consumer<Answer> witness) {
    this.exchanges = exchanges;
    this.tokens = tokens;
    this.guards = guards;
    this.policy = policy;
    this.timing = timing;
    this.witness = witness;
    this.gate = new Gate(policy.connections());
  }

  /** Makes a call that may be repeated whatever happened to the attempts before. */
  public void call(Request request, CallListener listener) {
    call(request, () -> true, policy.operation(), listener);
  }

  /**
   * Makes a call.
   *
   * @param repeatable asked when an attempt failed that the other side may have acted on: whether a
   *     second one does no harm
   * @param limit for all attempts together
   */
  public void call(
      Request request, BooleanSupplier repeatable, Duration limit, CallListener listener) {
    begin(new Call(this, request, exchanges, repeatable, limit, listener));
  }

  /** Makes a call over other exchanges, which may be repeated whatever happened. */
  public void callOver(Exchanges others, Request request, CallListener listener) {
    begin(new Call(this, request, others, () -> true, policy.operation(), listener));
  }

  private void begin(Call call) {
    underWay.add(call);
    if (closed) {
      call.abort(closedException());
    } else {
      call.begin();
    }
  }

  void ended(Call call) {
    underWay.remove(call);
  }

  /** {@return what a call fails with after closing} */
  public static BusClosedException closedException() {
    return new BusClosedException("HTTP transport");
  }

  /** Ends every call that is under way. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(call -> call.abort(closedException()));
  }
}
