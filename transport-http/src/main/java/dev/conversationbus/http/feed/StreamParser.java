package dev.conversationbus.http.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Reader of an event stream: bytes in, messages out, in bounded memory. */
final class StreamParser {

  /** Who takes the messages. */
  interface Sink {

    /**
     * Takes a message.
     *
     * @param name empty if it has none
     */
    void message(String name, byte[] data);
  }

  private final Sink sink;
  private final int most;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(512);
  private String name = "";
  private boolean hasData;
  private boolean afterReturn;

  StreamParser(int most, Sink sink) {
    this.most = most;
    this.sink = sink;
  }

  /**
   * Takes the next bytes, all of them.
   *
   * @throws IllegalStateException if a message is too long
   */
  void add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n' || next == '\r') {
        if (next == '\r' || !afterReturn) {
          endOfLine();
        }
        afterReturn = next == '\r';
      } else {
        afterReturn = false;
        line.write(next);
        if (line.size() + data.size() > most) {
          throw new IllegalStateException("a message of more than " + most + " bytes");
        }
      }
    }
  }

  private void endOfLine() {
    byte[] text = line.toByteArray();
    line.reset();
    if (text.length == 0) {
      dispatch();
      return;
    }
    int colon = 0;
    while (colon < text.length && text[colon] != ':') {
      colon++;
    }
    int value = Math.min(text.length, colon + 1);
    if (value < text.length && text[value] == ' ') {
      value++;
    }
    switch (new String(text, 0, colon, UTF_8)) {
      case "data" -> {
        if (hasData) {
          data.write('\n');
        }
        data.write(text, value, text.length - value);
        hasData = true;
      }
      case "event" -> name = new String(text, value, text.length - value, UTF_8);
      default -> {
        // A comment, an id that stands in the data too, or something of later days.
      }
    }
  }

  private void dispatch() {
    String called = name;
    name = "";
    if (hasData) {
      byte[] content = data.toByteArray();
      data.reset();
      hasData = false;
      sink.message(called, content);
    }
  }
}
