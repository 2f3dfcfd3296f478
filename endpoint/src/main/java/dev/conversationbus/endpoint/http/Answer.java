package dev.conversationbus.endpoint.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An answer to a request.
 *
 * @since 0.1.0
 */
public sealed interface Answer {

  /** {@return the status} */
  int status();

  /** {@return the headers, without those that the server makes itself} */
  Map<String, String> headers();

  /**
   * One with a body that is there already.
   *
   * @param body from position to limit, not to be changed; empty if there is none
   */
  record Whole(int status, Map<String, String> headers, ByteBuffer body) implements Answer {
    /** Copies the headers. */
    public Whole {
      headers = Map.copyOf(headers);
      body = body.asReadOnlyBuffer();
    }

    /** Makes an answer of bytes that nobody changes any more. */
    public Whole(int status, Map<String, String> headers, byte[] body) {
      this(status, headers, ByteBuffer.wrap(body));
    }
  }

  /**
   * One whose body comes as time goes by.
   *
   * @param source called once, with where the body goes
   */
  record Streamed(int status, Map<String, String> headers, Consumer<Sink> source)
      implements Answer {
    /** Copies the headers. */
    public Streamed {
      headers = Map.copyOf(headers);
    }
  }

  /** {@return this answer with one more header} */
  default Answer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers());
    more.put(name, value);
    if (this instanceof Whole whole) {
      return new Whole(status(), more, whole.body());
    }
    return new Streamed(status(), more, ((Streamed) this).source());
  }
}
