package dev.conversationbus.endpoint.stream;

import dev.conversationbus.endpoint.http.Sink;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be sent to one client: one write at a time, whatever has come meanwhile in the
 * next. Bounded; who does not keep up is cut off.
 */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** Events and signs of life that may wait. */
  static final int MAX_MESSAGES = 1024;

  private static final int MAX_WRITE = 64 * 1024;

  private final Sink sink;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private boolean open;
  private boolean writing;
  private boolean ended;

  Outbox(Sink sink) {
    this.sink = sink;
  }

  /** Lets messages out, this one before those that wait already. */
  void open(byte[] first) {
    synchronized (waiting) {
      ArrayDeque<byte[]> early = new ArrayDeque<>(waiting);
      waiting.clear();
      waiting.add(first);
      waiting.addAll(early);
      open = true;
    }
    drain();
  }

  void add(byte[] message) {
    boolean full;
    synchronized (waiting) {
      if (ended) {
        return;
      }
      full = waiting.size() >= MAX_MESSAGES;
      if (full) {
        ended = true;
        waiting.clear();
      } else {
        waiting.add(message);
      }
    }
    if (full) {
      LOG.info("a stream was cut off: its reader is {} messages behind", MAX_MESSAGES);
      sink.end();
    } else {
      drain();
    }
  }

  void end() {
    synchronized (waiting) {
      ended = true;
      waiting.clear();
    }
    sink.end();
  }

  private void drain() {
    byte[] next = next();
    while (next != null) {
      CompletionStage<Void> written = sink.write(next);
      if (!written.toCompletableFuture().isDone()) {
        CompletionStage<?> unused = written.whenComplete((done, failure) -> written(failure));
        return;
      }
      if (written.toCompletableFuture().isCompletedExceptionally()) {
        end();
        return;
      }
      next = more();
    }
  }

  private void written(@org.jspecify.annotations.Nullable Throwable failure) {
    synchronized (waiting) {
      writing = false;
    }
    if (failure == null) {
      drain();
    } else {
      end();
    }
  }

  private byte @org.jspecify.annotations.Nullable [] more() {
    synchronized (waiting) {
      writing = false;
    }
    return next();
  }

  /** Takes what waits for the next write; null if another write is under way. */
  private byte @org.jspecify.annotations.Nullable [] next() {
    synchronized (waiting) {
      if (!open || writing || waiting.isEmpty()) {
        return null;
      }
      writing = true;
      ByteArrayOutputStream together = new ByteArrayOutputStream();
      while (!waiting.isEmpty() && together.size() < MAX_WRITE) {
        together.writeBytes(waiting.remove());
      }
      return together.toByteArray();
    }
  }
}
