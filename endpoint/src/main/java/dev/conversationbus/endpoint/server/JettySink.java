package dev.conversationbus.endpoint.server;

import dev.conversationbus.endpoint.http.Sink;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The body of an answer of Jetty that comes as time goes by. */
final class JettySink implements Sink {

  private final Response response;
  private final Callback callback;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  JettySink(Request request, Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
    // A quiet stream is not a slow one.
    request.addIdleTimeoutListener(timeout -> false);
    Request.addCompletionListener(request, failure -> gone.complete(null));
  }

  /** Sends the head of the answer, then lets the source write. */
  void start(Consumer<Sink> source) {
    CompletionStage<?> unused =
        write(new byte[0])
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    source.accept(this);
                  } else {
                    end();
                  }
                });
  }

  @Override
  public CompletionStage<Void> write(byte[] bytes) {
    if (ended.get()) {
      return CompletableFuture.failedFuture(new IllegalStateException("the answer has ended"));
    }
    Callback.Completable written = new Callback.Completable();
    pending = written;
    response.write(false, ByteBuffer.wrap(bytes), written);
    return written;
  }

  @Override
  public void onGone(Runnable task) {
    CompletableFuture<?> unused = gone.thenRun(task);
  }

  @Override
  public void end() {
    if (ended.compareAndSet(false, true)) {
      gone.complete(null);
      if (pending.isDone()) {
        callback.succeeded();
      } else {
        // Whoever does not take what was sent will not take an end of it either.
        callback.failed(new EofException("the reader was cut off"));
      }
    }
  }
}
