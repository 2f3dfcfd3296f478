package dev.conversationbus.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/**
 * Makes JSON text compact without changing what it says; see {@link Compactor} for the rules.
 *
 * <p>No more is read than it takes to know the answer.
 */
public final class CompactJson {

  private static final int PIECE = 8192;

  /** At most: what takes four bytes in UTF-8 is two characters in Java. */
  private static final int BYTES_PER_CHAR = 3;

  private CompactJson() {}

  /**
   * {@return the compact form of one JSON object in UTF-8, in a new array}
   *
   * @throws BadJson if the bytes are not one JSON object within the limits
   */
  public static byte[] of(byte[] json, JsonLimits limits) throws BadJson {
    Compactor compactor = new Compactor(limits, json.length);
    for (int i = 0; i < json.length; i += PIECE) {
      compactor.write(json, i, Math.min(PIECE, json.length - i));
    }
    return compactor.finish();
  }

  /**
   * {@return the compact form of the JSON object that the stream holds until its end}
   *
   * @throws BadJson if the bytes are not one JSON object within the limits
   * @throws IOException if the stream cannot be read
   */
  public static byte[] of(InputStream json, JsonLimits limits) throws IOException {
    Compactor compactor = new Compactor(limits);
    byte[] piece = new byte[PIECE];
    for (int length = json.read(piece); length >= 0; length = json.read(piece)) {
      compactor.write(piece, 0, length);
    }
    return compactor.finish();
  }

  /**
   * {@return the compact form of one JSON object}
   *
   * @throws BadJson if the text is not one JSON object within the limits, or holds half a surrogate
   *     pair, which has no UTF-8
   */
  public static byte[] of(String json, JsonLimits limits) throws BadJson {
    CharsetEncoder encoder = UTF_8.newEncoder();
    CharBuffer text = CharBuffer.wrap(json);
    int room = Math.min(json.length(), PIECE) * BYTES_PER_CHAR;
    ByteBuffer piece = ByteBuffer.allocate(room);
    Compactor compactor = new Compactor(limits, json.length());
    CoderResult result;
    do {
      result = encoder.encode(text, piece, true);
      compactor.write(piece.array(), 0, piece.position());
      piece.clear();
    } while (result.isOverflow());
    if (result.isError()) {
      throw compactor.refuseUtf8();
    }
    return compactor.finish();
  }
}
