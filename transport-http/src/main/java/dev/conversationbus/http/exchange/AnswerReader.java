package dev.conversationbus.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads one answer into memory, within its bounds. */
final class AnswerReader implements AsyncResponseConsumer<Answer> {

  private final BoundedBytes content;
  private @Nullable HttpResponse head;
  private @Nullable FutureCallback<Answer> result;

  AnswerReader(int maxBytes) {
    this.content = new BoundedBytes(maxBytes);
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails details,
      HttpContext context,
      FutureCallback<Answer> callback)
      throws IOException {
    head = response;
    if (details == null) {
      callback.completed(new Answer(response, content.take()));
      return;
    }
    content.expect(details.getContentLength(), response.getCode());
    result = callback;
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {}

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    content.add(bytes);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    if (result != null && head != null) {
      result.completed(new Answer(head, content.take()));
    }
  }

  @Override
  public void failed(Exception cause) {
    // The listener learns it from the engine's callback.
  }

  @Override
  public void releaseResources() {}
}
