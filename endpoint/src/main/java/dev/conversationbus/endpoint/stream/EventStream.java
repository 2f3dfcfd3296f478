package dev.conversationbus.endpoint.stream;

import dev.conversationbus.endpoint.http.Sink;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Timing;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream of a conversation's events, in the format of server-sent events.
 *
 * <p>Every event of the conversation is an unnamed message with its id, so that a browser resumes
 * by itself. Named messages say where the stream starts, that it is alive, and what cannot be had
 * any more.
 *
 * <p>An event that comes while the client is waiting for it goes out at once. Whatever else there
 * is, because the client began in the past or reads slowly, is read from the history when the
 * client has taken what was sent before: falling behind costs a number, not a queue. A client that
 * takes nothing at all is cut off; it resumes behind the last event it saw.
 */
public final class EventStream implements FeedObserver {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private static final int PAGE = 100;
  private static final int MAX_WRITE = 64 * 1024;

  /** Signs of life that a client may miss before it is cut off. */
  private static final int MAX_MISSED_BEATS = 2;

  private final Transport transport;
  private final ConversationId conversation;
  private final long after;
  private final Heartbeat heartbeat;
  private final Sink sink;
  private final String base;

  private final Object lock = new Object();
  private final Queue<RecordedEvent> page = new ArrayDeque<>();
  private @Nullable RecordedEvent fresh;
  private byte @Nullable [] notice;
  private long position;
  private long newest;
  private int missedBeats;
  private boolean busy = true;
  private boolean ended;

  private EventStream(
      Transport transport,
      ConversationId conversation,
      long after,
      Duration heartbeat,
      Timing timing,
      Sink sink,
      String base) {
    this.transport = transport;
    this.conversation = conversation;
    this.after = after;
    this.heartbeat = new Heartbeat(timing, heartbeat, this::beat);
    this.sink = sink;
    this.base = base;
  }

  /**
   * What a stream is made of.
   *
   * @param after the id behind which it starts; {@link Feed#LIVE} for only what is recorded from
   *     now on
   */
  public record Source(
      Transport transport,
      ConversationId conversation,
      long after,
      Duration heartbeat,
      Timing timing) {

    /**
     * Starts to write, until the client is gone.
     *
     * @param base the address before the path, for links
     */
    public void open(Sink sink, String base) {
      new EventStream(transport, conversation, after, heartbeat, timing, sink, base).open();
    }
  }

  private void open() {
    CompletableFuture<Feed> opened = transport.open(conversation, Feed.LIVE, this);
    sink.onGone(
        () -> {
          end();
          CompletableFuture<?> unused = opened.thenAccept(Feed::close);
        });
    CompletableFuture<?> unused =
        opened.whenComplete(
            (feed, failure) -> {
              if (failure != null) {
                end();
              } else {
                begin(feed.startedAfter());
              }
            });
  }

  private void begin(long startedAfter) {
    synchronized (lock) {
      position = after == Feed.LIVE ? startedAfter : after;
      newest = Math.max(newest, startedAfter);
      notice = Messages.open(position);
    }
    heartbeat.start();
    run();
  }

  /** Does what there is to do, one step after the other; called by whoever set {@code busy}. */
  private void run() {
    while (true) {
      CompletionStage<?> step = step();
      if (step == null) {
        return;
      }
      CompletableFuture<?> done = step.toCompletableFuture();
      if (!done.isDone()) {
        CompletableFuture<?> unused = done.whenComplete((ok, failure) -> goOn(failure));
        return;
      }
      if (done.isCompletedExceptionally()) {
        end();
        return;
      }
    }
  }

  private void goOn(@Nullable Throwable failure) {
    if (failure == null) {
      run();
    } else {
      end();
    }
  }

  private @Nullable CompletionStage<?> step() {
    byte[] next;
    synchronized (lock) {
      missedBeats = 0;
      if (ended) {
        return null;
      }
      next = waiting();
      if (next == null && position >= newest) {
        busy = false;
        return null;
      }
    }
    return next == null ? read() : sink.write(next);
  }

  /** Returns what is to be written next, null if there is nothing or it has to be read first. */
  private byte @Nullable [] waiting() {
    byte[] first = notice;
    if (first != null) {
      notice = null;
      return first;
    }
    RecordedEvent event = fresh;
    if (event != null) {
      fresh = null;
      return message(event);
    }
    if (page.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    while (!page.isEmpty() && together.size() < MAX_WRITE) {
      RecordedEvent read = page.remove();
      position = read.id();
      together.writeBytes(message(read));
    }
    return together.toByteArray();
  }

  private byte[] message(RecordedEvent event) {
    JsonWriter json = new JsonWriter();
    EventJson.write(json, event, ApiVersion.V1, base);
    return Messages.event(event.id(), json.toBytes());
  }

  private CompletableFuture<?> read() {
    long from;
    synchronized (lock) {
      from = position;
    }
    return transport
        .history(
            HistoryQuery.of(conversation)
                .withFilter(EventFilter.all())
                .includingDeleted()
                .after(from)
                .withLimit(PAGE))
        .thenAccept(this::keep);
  }

  private void keep(HistoryPage read) {
    synchronized (lock) {
      if (read.forgottenThrough() > position) {
        notice =
            Messages.gap(position + 1, read.forgottenThrough(), "forgotten by the history's rule");
        position = read.forgottenThrough();
      } else if (read.events().isEmpty()) {
        throw new IllegalStateException(
            "history ends at " + position + " before the feed, at " + newest);
      }
      page.addAll(read.events());
    }
  }

  private void beat() {
    boolean cut;
    synchronized (lock) {
      if (ended) {
        return;
      }
      cut = busy && ++missedBeats > MAX_MISSED_BEATS;
      if (busy && !cut) {
        return;
      }
      busy = true;
      notice = Messages.heartbeat(position);
    }
    if (cut) {
      LOG.info("a stream was cut off: its reader takes nothing, conversation {}", conversation);
      end();
    } else {
      run();
    }
  }

  @Override
  public void onEvent(RecordedEvent event) {
    synchronized (lock) {
      newest = Math.max(newest, event.id());
      if (busy || ended || event.id() <= position) {
        return;
      }
      busy = true;
      if (event.id() == position + 1) {
        fresh = event;
        position = event.id();
      }
    }
    run();
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    synchronized (lock) {
      newest = Math.max(newest, toId);
    }
  }

  @Override
  public void onBroken(@Nullable Throwable cause) {
    end();
  }

  private void end() {
    synchronized (lock) {
      if (ended) {
        return;
      }
      ended = true;
      page.clear();
    }
    heartbeat.stop();
    sink.end();
  }
}
