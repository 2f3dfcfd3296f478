package dev.conversationbus.http.feed;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.http.exchange.Answer;
import dev.conversationbus.http.exchange.Exchange;
import dev.conversationbus.http.exchange.Listener;
import dev.conversationbus.http.exchange.StreamListener;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import dev.conversationbus.wire.StreamNames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A feed that is one stream; it breaks with it, and says so. */
final class StreamFeed implements Feed, StreamListener {

  private static final Logger LOG = LoggerFactory.getLogger(StreamFeed.class);

  /** So many events wait for a slow observer before reading stops. */
  private static final int FULL = 256;

  private final Feeds feeds;
  private final ConversationId conversation;
  private final long afterId;
  private final Courier courier;
  private final StreamParser parser;
  private final CompletableFuture<Feed> opened = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile @Nullable Exchange exchange;
  private volatile @Nullable Flow flow;
  private volatile long lastHeard;
  private volatile long startedAfter;

  /** Bytes that were read while the observer was behind, for which no more were asked. */
  private final Object flowLock = new Object();

  private int owed;

  // The following belong to the thread that reads.
  private long last;
  private boolean isOpen;
  private boolean marked = true;
  private boolean heardEvent;

  StreamFeed(Feeds feeds, ConversationId conversation, long afterId, FeedObserver observer) {
    this.feeds = feeds;
    this.conversation = conversation;
    this.afterId = afterId;
    this.courier = new Courier(observer, feeds.executor(), this::goOn);
    this.parser = new StreamParser(feeds.rules().maxMessageBytes(), this::message);
  }

  /** Done when the stream has told its place. */
  CompletableFuture<Feed> opened() {
    return opened;
  }

  /** {@return the listener of the exchange, which hands on to another what is not a stream} */
  Listener listener(Listener whole) {
    return new Listener() {
      @Override
      public void answered(Answer answer) {
        if (flow == null) {
          whole.answered(answer);
        } else {
          breakOff("the other side ended the stream", null);
        }
      }

      @Override
      public void failed(Exception cause, boolean mayHaveArrived) {
        if (flow == null) {
          whole.failed(cause, mayHaveArrived);
        } else {
          breakOff("the stream broke", cause);
        }
      }
    };
  }

  void attach(Exchange begun) {
    exchange = begun;
  }

  @Override
  public void opened(Answer head, Flow newFlow) {
    marked = feeds.isOurs(head);
    lastHeard = feeds.timing().millis();
    flow = newFlow;
    watch(feeds.rules().silence());
  }

  private void watch(Duration wait) {
    var unused = feeds.timing().after(wait, this::lookForSilence);
  }

  private void lookForSilence() {
    if (ended.get()) {
      return;
    }
    long silence = feeds.rules().silence().toMillis();
    long quiet = feeds.timing().millis() - lastHeard;
    boolean heldUp;
    synchronized (flowLock) {
      heldUp = owed > 0;
    }
    if (heldUp) {
      watch(feeds.rules().silence());
    } else if (quiet >= silence) {
      breakOff("nothing was heard for " + quiet + " ms", null);
    } else {
      watch(Duration.ofMillis(silence - quiet));
    }
  }

  @Override
  public void bytes(ByteBuffer bytes) {
    lastHeard = feeds.timing().millis();
    int count = bytes.remaining();
    try {
      parser.add(bytes);
    } catch (IllegalStateException e) {
      bytes.position(bytes.limit());
      breakOff(e.getMessage() + " in the stream", null);
    }
    synchronized (flowLock) {
      owed += count;
    }
    if (courier.backlog() < FULL) {
      goOn();
    }
  }

  /** Lets as many bytes come as have been read. */
  private void goOn() {
    int count;
    synchronized (flowLock) {
      count = owed;
      owed = 0;
    }
    Flow open = flow;
    if (count > 0 && open != null) {
      lastHeard = feeds.timing().millis();
      open.allow(count);
    }
  }

  private void message(String name, byte[] data) {
    if (ended.get()) {
      return;
    }
    try {
      JsonValue json = JsonValue.parse(data);
      switch (name) {
        case "" -> event(EventJson.read(json, conversation, marked));
        case StreamNames.OPEN -> begin(number(json, Fields.AFTER));
        case StreamNames.HEARTBEAT -> heartbeat(number(json, Fields.LAST_ID));
        case StreamNames.GAP ->
            gap(number(json, Fields.FROM), number(json, Fields.TO), json.textOf(Fields.WHY));
        default -> {
          // Something of later days.
        }
      }
    } catch (MalformedJsonException e) {
      breakOff("the stream cannot be read: " + e.getMessage(), e);
    }
  }

  private static long number(JsonValue json, String field) throws MalformedJsonException {
    JsonValue found = json.get(field);
    if (found == null) {
      throw new MalformedJsonException("a message without " + field);
    }
    return found.number();
  }

  private void begin(long after) {
    if (!isOpen) {
      isOpen = true;
      startedAfter = afterId == LIVE ? after : afterId;
      last = startedAfter;
      feeds.executor().execute(() -> opened.complete(this));
    }
  }

  private void event(RecordedEvent event) {
    begin(event.id() - 1);
    if (event.id() <= last) {
      return;
    }
    if (event.id() > last + 1) {
      if (heardEvent) {
        breakOff("event " + event.id() + " came after event " + last, null);
        return;
      }
      // A new stream would begin in the same way.
      courier.gap(last + 1, event.id() - 1, "the other side left them out");
    }
    heardEvent = true;
    last = event.id();
    courier.event(event);
  }

  private void heartbeat(long lastId) {
    if (isOpen && lastId > last) {
      breakOff("event " + lastId + " is recorded, event " + last + " was the last heard", null);
    }
  }

  private void gap(long from, long to, @Nullable String why) {
    begin(from - 1);
    if (to > last) {
      courier.gap(Math.max(from, last + 1), to, why == null ? "not said" : why);
      last = to;
    }
  }

  private void breakOff(String why, @Nullable Exception cause) {
    if (end()) {
      UnavailableException reason =
          new UnavailableException("feed of " + conversation + ": " + why, null, cause);
      LOG.info("feed of {} broke after event {}: {}", conversation, last, why);
      courier.broken(reason);
      feeds.executor().execute(() -> opened.completeExceptionally(reason));
    }
  }

  private boolean end() {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    feeds.forget(this);
    Exchange running = exchange;
    if (running != null) {
      running.cancel();
    }
    return true;
  }

  @Override
  public long startedAfter() {
    return startedAfter;
  }

  @Override
  public void close() {
    courier.close();
    end();
    feeds
        .executor()
        .execute(() -> opened.completeExceptionally(new BusClosedException("HTTP transport")));
  }
}
