package dev.conversationbus.endpoint.stream;

import dev.conversationbus.endpoint.http.Sink;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.JsonWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream of a conversation's events, in the format of server-sent events.
 *
 * <p>Every event of the conversation is an unnamed message with its id, so that a browser resumes
 * by itself. Named messages say where the stream starts, that it is alive, and what cannot be had
 * any more. A client that reads too slowly is cut off; it resumes behind the last event it saw.
 */
public final class EventStream implements FeedObserver {

  private final Transport transport;
  private final ConversationId conversation;
  private final long after;
  private final Heartbeat heartbeat;
  private volatile long lastId;
  private @Nullable Outbox outbox;
  private String base = "";

  /**
   * Makes a stream that is not open yet.
   *
   * @param after the id behind which it starts; {@link Feed#LIVE} for only what is recorded from
   *     now on
   */
  public EventStream(
      Transport transport,
      ConversationId conversation,
      long after,
      Duration heartbeat,
      Timing timing) {
    this.transport = transport;
    this.conversation = conversation;
    this.after = after;
    this.heartbeat = new Heartbeat(timing, heartbeat, this::beat);
  }

  /** Starts to write, until the client is gone. */
  public void open(Sink sink, String linkBase) {
    base = linkBase;
    Outbox out = new Outbox(sink);
    outbox = out;
    CompletableFuture<Feed> opened = transport.open(conversation, after, this);
    sink.onGone(
        () -> {
          heartbeat.stop();
          CompletableFuture<?> unused = opened.thenAccept(Feed::close);
        });
    CompletableFuture<?> unused =
        opened.whenComplete(
            (feed, failure) -> {
              if (failure != null) {
                sink.end();
                return;
              }
              lastId = Math.max(lastId, feed.startedAfter());
              out.open(Messages.open(feed.startedAfter()));
              heartbeat.start();
            });
  }

  private Outbox outbox() {
    return java.util.Objects.requireNonNull(outbox);
  }

  private void beat() {
    outbox().add(Messages.heartbeat(lastId));
  }

  @Override
  public void onEvent(RecordedEvent event) {
    lastId = event.id();
    JsonWriter json = new JsonWriter();
    EventJson.write(json, event, ApiVersion.V1, base);
    outbox().add(Messages.event(event.id(), json.toBytes()));
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    lastId = toId;
    outbox().add(Messages.gap(fromId, toId, why));
  }

  @Override
  public void onBroken(@Nullable Throwable cause) {
    heartbeat.stop();
    outbox().end();
  }
}
