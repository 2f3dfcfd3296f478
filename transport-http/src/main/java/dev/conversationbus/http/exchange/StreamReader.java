package dev.conversationbus.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads an event stream piece by piece, and any other answer as a whole. */
final class StreamReader implements AsyncResponseConsumer<Answer>, StreamListener.Flow {

  private static final byte[] NONE = new byte[0];

  private final AnswerReader whole;
  private final StreamListener listener;
  private volatile @Nullable Exchange exchange;
  private final Object capacityLock = new Object();
  private @Nullable CapacityChannel capacity;

  /** What was allowed before there was a channel to say it to: the engine's first window. */
  private int early;

  private @Nullable Answer head;
  private @Nullable FutureCallback<Answer> result;

  StreamReader(int maxBytes, StreamListener listener) {
    this.whole = new AnswerReader(maxBytes);
    this.listener = listener;
  }

  void attach(Exchange begun) {
    exchange = begun;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails details,
      HttpContext context,
      FutureCallback<Answer> callback)
      throws IOException {
    if (details == null || response.getCode() != 200 || !isStream(details.getContentType())) {
      whole.consumeResponse(response, details, context, callback);
      return;
    }
    result = callback;
    head = new Answer(response, NONE);
    listener.opened(head, this);
  }

  private static boolean isStream(@Nullable String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {}

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    if (head == null) {
      whole.updateCapacity(channel);
    } else {
      int owed;
      synchronized (capacityLock) {
        capacity = channel;
        owed = early;
        early = 0;
      }
      if (owed > 0) {
        channel.update(owed);
      }
    }
  }

  @Override
  public void allow(int bytes) {
    CapacityChannel channel;
    synchronized (capacityLock) {
      channel = capacity;
      if (channel == null) {
        early += bytes;
      }
    }
    if (channel != null) {
      try {
        channel.update(bytes);
      } catch (IOException e) {
        Exchange broken = exchange;
        if (broken != null) {
          broken.cancel();
        }
      }
    }
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    if (head == null) {
      whole.consume(bytes);
    } else {
      listener.bytes(bytes);
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    if (head == null) {
      whole.streamEnd(trailers);
    } else if (result != null) {
      result.completed(head);
    }
  }

  @Override
  public void failed(Exception cause) {
    // Once the answer has begun, nobody else is told.
    FutureCallback<Answer> waiting = result;
    if (waiting != null) {
      waiting.failed(cause);
    }
  }

  @Override
  public void releaseResources() {}
}
