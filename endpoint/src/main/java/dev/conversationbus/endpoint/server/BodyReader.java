package dev.conversationbus.endpoint.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads the body of a request, up to a limit: what is over it is not read. */
final class BodyReader implements Runnable {

  private final Request request;
  private final int limit;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> done = new CompletableFuture<>();

  private BodyReader(Request request, int limit) {
    this.request = request;
    this.limit = limit;
  }

  /** {@return the body; failed with {@link TooLargeException} if it is over the limit} */
  static CompletableFuture<byte[]> read(Request request, int limit, Duration timeout) {
    BodyReader reader = new BodyReader(request, limit);
    if (request.getLength() > limit) {
      reader.done.completeExceptionally(new TooLargeException());
      return reader.done;
    }
    reader.run();
    if (reader.done.isDone()) {
      return reader.done;
    }
    // A byte now and then would keep the connection from being idle.
    Scheduler.Task timer =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> reader.done.completeExceptionally(new TimeoutException("body too slow")),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
    return reader.done.whenComplete((body, failure) -> timer.cancel());
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        done.completeExceptionally(chunk.getFailure());
        return;
      }
      ByteBuffer bytes = chunk.getByteBuffer();
      boolean fits = body.size() + bytes.remaining() <= limit;
      if (fits) {
        byte[] part = new byte[bytes.remaining()];
        bytes.get(part);
        body.writeBytes(part);
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (!fits) {
        done.completeExceptionally(new TooLargeException());
        return;
      }
      if (last) {
        done.complete(body.toByteArray());
        return;
      }
    }
  }

  /** A body over the limit. */
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("body too large", null, false, false);
    }
  }
}
