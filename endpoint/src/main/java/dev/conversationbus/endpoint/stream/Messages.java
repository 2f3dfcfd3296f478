package dev.conversationbus.endpoint.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonWriter;
import dev.conversationbus.wire.StreamNames;
import java.io.ByteArrayOutputStream;

/** The messages of a stream. JSON is one line, so a message's data is too. */
final class Messages {

  private static final byte[] DATA = "data: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);

  private Messages() {}

  /** {@return an event; the reader resumes behind it} */
  static byte[] event(long id, byte[] json) {
    return message("id: " + id + "\n", json);
  }

  /** {@return the first message, which names the place} */
  static byte[] open(long after) {
    return message(
        named(StreamNames.OPEN),
        new JsonWriter().object().field(Fields.AFTER, after).end().toBytes());
  }

  /** {@return a sign of life, by which the reader can tell that it missed something} */
  static byte[] heartbeat(long lastId) {
    return message(
        named(StreamNames.HEARTBEAT),
        new JsonWriter().object().field(Fields.LAST_ID, lastId).end().toBytes());
  }

  /** {@return what cannot be had any more} */
  static byte[] gap(long from, long to, String why) {
    return message(
        named(StreamNames.GAP) + "id: " + to + "\n",
        new JsonWriter()
            .object()
            .field(Fields.FROM, from)
            .field(Fields.TO, to)
            .field(Fields.WHY, why)
            .end()
            .toBytes());
  }

  private static String named(String name) {
    return "event: " + name + "\n";
  }

  private static byte[] message(String head, byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + json.length + 8);
    out.writeBytes(head.getBytes(US_ASCII));
    out.writeBytes(DATA);
    out.writeBytes(json);
    out.writeBytes(END);
    return out.toByteArray();
  }
}
