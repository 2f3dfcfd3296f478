package dev.conversationbus.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Writes one request, and knows whether its content was begun. */
final class RequestWriter implements AsyncRequestProducer {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HttpHost host;
  private final String target;
  private final Request request;
  private final @Nullable String token;
  private final ByteBuffer content;
  private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.NOT_BEGUN);

  private enum Progress {
    NOT_BEGUN,
    BEGUN,
    REVOKED
  }

  RequestWriter(HttpHost host, String target, Request request, @Nullable String token) {
    this.host = host;
    this.target = target;
    this.request = request;
    this.token = token;
    byte[] bytes = request.content();
    this.content = bytes == null ? NOTHING : ByteBuffer.wrap(bytes);
  }

  /**
   * {@return false if the content was surely not sent. A request without content may have arrived
   * always: its head is sent unseen.}
   */
  boolean mayHaveArrived() {
    return request.content() == null || progress.get() == Progress.BEGUN;
  }

  /** Keeps the content from being sent, unless it was begun already. */
  void revoke() {
    progress.compareAndSet(Progress.NOT_BEGUN, Progress.REVOKED);
  }

  @Override
  public void sendRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    BasicHttpRequest head = new BasicHttpRequest(request.method(), host, target);
    if (token != null) {
      head.addHeader("Authorization", "Bearer " + token);
    }
    boolean accepts = false;
    for (Request.Field field : request.fields()) {
      head.addHeader(field.name(), field.value());
      accepts |= field.name().equals("Accept");
    }
    if (!accepts) {
      head.addHeader("Accept", "application/json");
    }
    EntityDetails details =
        request.content() == null
            ? null
            : new BasicEntityDetails(content.remaining(), ContentType.APPLICATION_JSON);
    channel.sendRequest(head, details, context);
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public int available() {
    return content.remaining();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    progress.compareAndSet(Progress.NOT_BEGUN, Progress.BEGUN);
    if (progress.get() == Progress.REVOKED) {
      throw new IOException("the exchange was ended before its content was sent");
    }
    if (content.hasRemaining()) {
      channel.write(content);
    }
    if (!content.hasRemaining()) {
      channel.endStream();
    }
  }

  @Override
  public void failed(Exception cause) {
    // The listener learns it from the engine's callback.
  }

  @Override
  public void releaseResources() {}
}
