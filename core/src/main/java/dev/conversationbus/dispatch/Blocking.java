package dev.conversationbus.dispatch;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.TimedOutException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waits for the transport's answers, by the transport's time. */
public record Blocking(Dispatcher dispatcher, Duration limit) {

  public <T> T await(String action, CompletableFuture<T> answer) {
    try {
      if (answer.isDone()) {
        return answer.join();
      }
      CompletableFuture<T> inTime = answer.copy();
      Timing.Cancellation timer =
          dispatcher
              .timing()
              .after(
                  limit, () -> inTime.completeExceptionally(new TimedOutException(action, limit)));
      try {
        return inTime.get();
      } finally {
        timer.cancel();
      }
    } catch (ExecutionException | CompletionException | CancellationException e) {
      throw atCaller(dispatcher.reasonOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UnavailableException.ofUnknownEffect("interrupted while " + action, e);
    }
  }

  /** Makes the stack trace show the caller's line instead of the transport's thread. */
  public static ConversationBusException atCaller(ConversationBusException reason) {
    reason.fillInStackTrace();
    return reason;
  }
}
