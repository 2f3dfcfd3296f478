package dev.conversationbus.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receiver of events that another side posts, for any server: it takes the headers and the bytes of
 * a request and says what to answer.
 *
 * <pre>{@code
 * WebhookReceiver receiver = WebhookReceiver.builder().secret("a1b2c3d4", "signature secret").build();
 * try (HttpTransport transport = HttpTransport.builder(base).webhooks(receiver).build()) {
 *   int status = receiver.receive(headers, rawBytes).status();
 * }
 * }</pre>
 *
 * <p>An event goes to the listeners of its conversation on the bus over that transport, in id order
 * and once: what comes twice is known by conversation and id, what comes early makes the feed read
 * what is missing.
 *
 * <p><b>Threads:</b> safe for any number. Listeners run elsewhere; {@link #receive} does not wait
 * for them.
 *
 * @since 0.1.0
 */
public final class WebhookReceiver {

  private static final int KNOWN = 10_000;

  private final @Nullable WebhookSignature signature;
  private final int maxBytes;
  private final Object lock = new Object();
  private final Map<String, Boolean> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KNOWN;
        }
      };
  private volatile @Nullable Consumer<RecordedEvent> feeds;

  private WebhookReceiver(@Nullable WebhookSignature signature, int maxBytes) {
    this.signature = signature;
    this.maxBytes = maxBytes;
  }

  /** {@return a builder that needs at least one secret, or the word that there is none} */
  public static Builder builder() {
    return new Builder();
  }

  /** Hands on to the feeds of a transport from now on. */
  void attach(Consumer<RecordedEvent> taker) {
    feeds = taker;
  }

  void detach() {
    feeds = null;
  }

  /**
   * Takes a request.
   *
   * @param headers by name, in any case
   * @param rawBytes the body as it came, not read and written again
   */
  public WebhookAnswer receive(Map<String, List<String>> headers, byte[] rawBytes) {
    requireNonNull(headers, "headers");
    if (rawBytes.length > maxBytes) {
      return new WebhookAnswer(413, rawBytes.length + " bytes, allowed are " + maxBytes);
    }
    if (signature != null) {
      String refusal = signature.refusal(authorization(headers), rawBytes);
      if (refusal != null) {
        return new WebhookAnswer(401, refusal);
      }
    }
    RecordedEvent event;
    try {
      event = read(JsonValue.parse(rawBytes));
    } catch (MalformedJsonException e) {
      return new WebhookAnswer(400, String.valueOf(e.getMessage()));
    }
    Consumer<RecordedEvent> taker = feeds;
    if (taker == null) {
      return new WebhookAnswer(503, "no transport is attached");
    }
    String identity = event.conversation() + "#" + event.id();
    synchronized (lock) {
      if (known.putIfAbsent(identity, true) != null) {
        return new WebhookAnswer(200, "known already");
      }
    }
    taker.accept(event);
    return new WebhookAnswer(200, "taken");
  }

  private static RecordedEvent read(JsonValue json) throws MalformedJsonException {
    String conversation = json.textOf(Fields.CONVERSATION_ID);
    if (conversation == null) {
      throw new MalformedJsonException("an event without " + Fields.CONVERSATION_ID);
    }
    try {
      boolean marked = json.get(Fields.DELETED_AT) != null;
      return EventJson.read(json, ConversationId.of(conversation), marked);
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("an event without a proper " + Fields.CONVERSATION_ID);
    }
  }

  private static @Nullable String authorization(Map<String, List<String>> headers) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      // The JDK's maps of headers have a null among their keys.
      if ("Authorization".equalsIgnoreCase(header.getKey()) && header.getValue().size() == 1) {
        return header.getValue().get(0);
      }
    }
    return null;
  }

  /**
   * Options of {@link WebhookReceiver}. Not safe for threads.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, byte[]> secrets = new HashMap<>();
    private boolean unsigned;
    private int maxBytes = 1 << 20;

    private Builder() {}

    /**
     * Adds the secret with which an account signs.
     *
     * @param apiKey which account; empty for tokens that do not tell
     * @throws IllegalArgumentException if the secret is empty
     */
    public Builder secret(String apiKey, String secret) {
      if (secret.isEmpty()) {
        throw new IllegalArgumentException("secret is empty");
      }
      secrets.put(requireNonNull(apiKey, "apiKey"), secret.getBytes(UTF_8));
      return this;
    }

    /** Takes requests without looking at their signature: whoever reaches this can post events. */
    public Builder unsigned() {
      this.unsigned = true;
      return this;
    }

    /**
     * Sets the largest body; 1 MiB if this is not called.
     *
     * @param bytes 1 or more
     */
    public Builder maxBytes(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("maxBytes is " + bytes + ", allowed is 1 or more");
      }
      this.maxBytes = bytes;
      return this;
    }

    /**
     * {@return a receiver}
     *
     * @throws IllegalStateException if there is no secret and {@link #unsigned} was not called
     */
    public WebhookReceiver build() {
      if (secrets.isEmpty() && !unsigned) {
        throw new IllegalStateException("a receiver needs a secret, or unsigned()");
      }
      return new WebhookReceiver(
          unsigned ? null : new WebhookSignature(Map.copyOf(secrets)), maxBytes);
    }
  }
}
