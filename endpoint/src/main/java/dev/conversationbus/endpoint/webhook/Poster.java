package dev.conversationbus.endpoint.webhook;

import java.util.function.Consumer;

/** Posts bytes to the receiver. */
interface Poster extends AutoCloseable {

  /** Posts without waiting; {@code done} is called once, on any thread. */
  void post(byte[] body, Consumer<Attempt> done);

  /** Ends what is under way; idempotent. */
  @Override
  void close();
}
