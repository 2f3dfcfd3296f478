package dev.conversationbus.http;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.DeliveryRejectedException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.http.attempt.CallListener;
import dev.conversationbus.http.attempt.Calls;
import dev.conversationbus.http.attempt.Failure;
import dev.conversationbus.http.attempt.RetryAfter;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.wire.Failures;
import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import dev.conversationbus.wire.Problem;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Questions whose answer is JSON. Their futures complete on a thread of the engine and are for this
 * transport alone.
 */
final class Ask {

  /** Reads an answer. */
  @FunctionalInterface
  interface Reader<T> {

    /** Reads the JSON. */
    T read(JsonValue json) throws MalformedJsonException;
  }

  private final Calls calls;
  private final Timing timing;
  private final Duration limit;

  Ask(Calls calls, Timing timing, Duration limit) {
    this.calls = calls;
    this.timing = timing;
    this.limit = limit;
  }

  static Request get(String target) {
    return Request.of("GET", target);
  }

  /** {@return a request with JSON and a key by which a repeat can be told} */
  static Request post(String target, byte[] json) {
    return Request.of("POST", target)
        .withContent(json)
        .with(Headers.IDEMPOTENCY_KEY, UUID.randomUUID().toString());
  }

  /** Asks what can be asked again without harm. */
  <T> CompletableFuture<T> again(Request request, String where, Reader<T> reader) {
    return ask(request, true, where, reader);
  }

  /** Asks for something that would be done twice if it were asked for twice. */
  <T> CompletableFuture<T> once(Request request, String where, Reader<T> reader) {
    return ask(request, false, where, reader);
  }

  private <T> CompletableFuture<T> ask(
      Request request, boolean repeatable, String where, Reader<T> reader) {
    CompletableFuture<T> result = new CompletableFuture<>();
    calls.call(
        request,
        () -> repeatable,
        limit,
        new CallListener() {
          @Override
          public void answered(Answer answer, boolean earlier) {
            if (!answer.isSuccess()) {
              result.completeExceptionally(
                  !repeatable && (answer.status() >= 500 || earlier)
                      ? unknown(request, Ask.this.failure(answer, where))
                      : Ask.this.failure(answer, where));
              return;
            }
            try {
              result.complete(
                  reader.read(JsonValue.parse(answer.status() == 204 ? EMPTY : answer.content())));
            } catch (MalformedJsonException e) {
              result.completeExceptionally(unreadable(request, e));
            }
          }

          @Override
          public void failed(Failure failure) {
            result.completeExceptionally(
                !repeatable && failure.mayHaveArrived()
                    ? unknown(request, failure.reason())
                    : failure.reason());
          }
        });
    return result;
  }

  private static final byte[] EMPTY = {'{', '}'};

  private static UnavailableException unknown(Request request, ConversationBusException cause) {
    return UnavailableException.ofUnknownEffect("no usable answer to " + request, cause);
  }

  private static DeliveryRejectedException unreadable(Request request, MalformedJsonException e) {
    DeliveryRejectedException failure =
        new DeliveryRejectedException(
            "answer.unreadable", "the answer to " + request + " cannot be read: " + e.getMessage());
    failure.initCause(e);
    return failure;
  }

  /** {@return the failure that an answer stands for} */
  ConversationBusException failure(Answer answer, String where) {
    Duration wait = retryAfter(answer);
    Problem problem = Problem.read(answer.content());
    ConversationBusException failure =
        Failures.exceptionOf(answer.status(), problem, where, wait == null ? Duration.ZERO : wait);
    return answer.status() >= 500 && failure instanceof DeliveryRejectedException rejected
        ? new UnavailableException(
            "the other side answered " + rejected.detail(),
            wait == null ? null : timing.instant().plus(wait),
            null)
        : failure;
  }

  private @Nullable Duration retryAfter(Answer answer) {
    return RetryAfter.parse(answer.header(Headers.RETRY_AFTER), timing.instant()).orElse(null);
  }
}
