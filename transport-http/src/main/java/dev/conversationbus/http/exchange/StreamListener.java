package dev.conversationbus.http.exchange;

import java.nio.ByteBuffer;

/** Who hears an answer that is an event stream; called by one thread at a time. */
public interface StreamListener {

  /**
   * Learns that the answer is an event stream, whose bytes will follow.
   *
   * @param head the answer without its content
   * @param flow by which reading is held up
   */
  void opened(Answer head, Flow flow);

  /** Takes the next bytes. */
  void bytes(ByteBuffer bytes);

  /** Holds up the reading of a stream, and lets it go on. */
  interface Flow {

    /** Lets so many bytes more come; from any thread. */
    void allow(int bytes);
  }
}
