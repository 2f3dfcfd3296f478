package dev.conversationbus.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.checkFromIndexSize;

import dev.conversationbus.error.Violation;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream that takes JSON text in pieces of any size, checks it strictly and keeps its compact
 * form within limits.
 *
 * <p>Exactly one object in UTF-8, white space around it allowed. Key order and digits stay as they
 * are; strings are spelled the one way that {@code JSON.stringify} does. Half a surrogate pair may
 * stand in a value, as an escape, but in no key, which Jackson could not read. Memory depends on
 * the limits alone.
 *
 * <p>Once refused, every further call throws what the first refusal threw.
 */
public final class Compactor extends OutputStream {

  private static final int VALUE = 0;
  private static final int VALUE_OR_END = 1;
  private static final int KEY = 2;
  private static final int KEY_OR_END = 3;
  private static final int COLON = 4;
  private static final int COMMA_OR_END = 5;
  private static final int NOTHING = 6;
  private static final int STRING = 7;
  private static final int NUMBER = 8;
  private static final int LITERAL = 9;

  /** What a byte between strings and numbers can be, from 1; 0 for nothing that JSON knows. */
  private static final byte SPACE = 1;

  private static final byte QUOTE = 2;
  private static final byte OPEN = 3;
  private static final byte CLOSE = 4;
  private static final byte COMMA = 5;
  private static final byte COLON_SIGN = 6;
  private static final byte DIGIT_OR_MINUS = 7;
  private static final byte LETTER = 8;
  private static final byte[] KINDS = kinds();

  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);
  private static final byte[] NULL = "null".getBytes(US_ASCII);

  private final JsonLimits limits;
  private final BoundedSink sink;
  private final Output output;
  private final StringScanner string;
  private final NumberScanner number = new NumberScanner();
  private final Keys keys;
  private final Problems problems = new Problems();

  private int state = VALUE;

  /** For each open container whether it is an object. */
  private boolean[] objects = new boolean[16];

  private int depth;
  private boolean inKey;
  private byte[] literal = NULL;
  private int literalLength;

  /** The outermost value's first byte; 0 before it came. */
  private byte outermost;

  /** Bytes that came in pieces before this one. */
  private long before;

  private @Nullable BadJson refusal;

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    put(kinds, " \t\n\r", SPACE);
    put(kinds, "\"", QUOTE);
    put(kinds, "{[", OPEN);
    put(kinds, "}]", CLOSE);
    put(kinds, ",", COMMA);
    put(kinds, ":", COLON_SIGN);
    put(kinds, "-0123456789", DIGIT_OR_MINUS);
    put(kinds, "tfn", LETTER);
    return kinds;
  }

  private static void put(byte[] kinds, String characters, byte kind) {
    characters.chars().forEach(c -> kinds[c] = kind);
  }

  /** Makes a stream for one text. */
  public Compactor(JsonLimits limits) {
    this(limits, new BoundedSink(limits.maxBytes()));
  }

  Compactor(JsonLimits limits, int expectedBytes) {
    this(limits, new BoundedSink(limits.maxBytes(), expectedBytes));
  }

  private Compactor(JsonLimits limits, BoundedSink sink) {
    this.limits = limits;
    this.sink = sink;
    this.output = new Output(sink);
    this.string = new StringScanner(output);
    this.keys = new Keys(output);
  }

  @Override
  public void write(int b) throws BadJson {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Takes a piece of the text.
   *
   * @throws BadJson if what came so far can no longer become one object within the limits
   */
  @Override
  public void write(byte[] json, int from, int length) throws BadJson {
    checkFromIndexSize(from, length, json.length);
    if (refusal != null) {
      throw refusal;
    }
    int end = from + length;
    before -= from;
    output.begin(json, from);
    keys.beginPiece();
    int i = from;
    while (i < end) {
      i =
          switch (state) {
            case STRING -> string(json, i, end);
            case NUMBER -> number(json, i, end);
            case LITERAL -> literal(json, i, end);
            default -> structure(json, i, end);
          };
    }
    output.keepUpTo(end);
    before += end;
    if (sink.hasStopped()) {
      throw refuse(sink.violation());
    }
  }

  /**
   * Ends the text.
   *
   * @return its compact form
   * @throws BadJson if the text is not one object within the limits
   */
  public byte[] finish() throws BadJson {
    if (refusal != null) {
      throw refusal;
    }
    if (state == NUMBER && depth == 0 && number.isComplete()) {
      state = NOTHING;
    }
    if (state != NOTHING) {
      throw refuse(
          string.isWithinCharacter()
              ? Problems.badUtf8(before)
              : Problems.unexpectedEnd(before, expected()));
    }
    if (outermost != '{') {
      throw refuse(Problems.notAnObject(outermost));
    }
    if (sink.isOver()) {
      throw refuse(sink.violation());
    }
    if (problems.hasAny()) {
      throw refuse();
    }
    return sink.take();
  }

  /** {@return what the text was refused with, null as long as it was not} */
  public @Nullable BadJson refusal() {
    return refusal;
  }

  /** {@return the refusal of what comes next, for being no UTF-8} */
  BadJson refuseUtf8() {
    return refuse(Problems.badUtf8(before));
  }

  private BadJson refuse(Violation last) {
    boolean boundary = last.code().equals("body.too-large") || last.code().equals("body.too-deep");
    problems.add(
        boundary && outermost != '{' && outermost != 0 ? Problems.notAnObject(outermost) : last);
    return refuse();
  }

  private BadJson refuse() {
    BadJson exception = problems.toException();
    refusal = exception;
    return exception;
  }

  private BadJson unexpected(byte[] json, int i) {
    return refuse(Problems.unexpected(before + i, json[i], expected()));
  }

  private String expected() {
    return switch (state) {
      case VALUE -> outermost == 0 ? "a JSON object" : "a value";
      case VALUE_OR_END -> "a value or ]";
      case KEY -> "a key in double quotes";
      case KEY_OR_END -> "a key in double quotes or }";
      case COLON -> ":";
      case COMMA_OR_END -> objects[depth - 1] ? ", or }" : ", or ]";
      case STRING -> "the rest of a string";
      case NUMBER -> "the rest of a number";
      case LITERAL -> "true, false or null";
      default -> "nothing after the object";
    };
  }

  private int structure(byte[] json, int from, int end) throws BadJson {
    int i = from;
    do {
      switch (KINDS[json[i] & 0xff]) {
        case SPACE -> output.skip(i);
        case QUOTE -> beginString(json, i);
        case OPEN -> beginContainer(json, i);
        case CLOSE -> endContainer(json, i);
        case COMMA -> {
          if (state != COMMA_OR_END) {
            throw unexpected(json, i);
          }
          state = objects[depth - 1] ? KEY : VALUE;
        }
        case COLON_SIGN -> {
          if (state != COLON) {
            throw unexpected(json, i);
          }
          state = VALUE;
        }
        case DIGIT_OR_MINUS -> {
          beginValue(json, i);
          number.begin(json[i]);
          state = NUMBER;
        }
        case LETTER -> beginLiteral(json, i);
        default -> throw unexpected(json, i);
      }
      i++;
    } while (i < end && state < STRING);
    return i;
  }

  private void beginValue(byte[] json, int i) throws BadJson {
    if (state > VALUE_OR_END) {
      throw unexpected(json, i);
    }
    if (outermost == 0) {
      outermost = json[i];
    }
  }

  private void endValue() {
    state = depth == 0 ? NOTHING : COMMA_OR_END;
  }

  private void beginContainer(byte[] json, int i) throws BadJson {
    beginValue(json, i);
    if (depth == limits.maxNesting()) {
      throw refuse(Problems.tooDeep(before + i, limits.maxNesting()));
    }
    if (depth == objects.length) {
      objects = Arrays.copyOf(objects, 2 * depth);
    }
    boolean object = json[i] == '{';
    objects[depth++] = object;
    if (object) {
      keys.beginObject();
    }
    state = object ? KEY_OR_END : VALUE_OR_END;
  }

  private void endContainer(byte[] json, int i) throws BadJson {
    boolean object = json[i] == '}';
    if ((state != COMMA_OR_END && state != (object ? KEY_OR_END : VALUE_OR_END))
        || object != objects[depth - 1]) {
      throw unexpected(json, i);
    }
    depth--;
    if (object) {
      keys.endObject();
    }
    endValue();
  }

  private void beginString(byte[] json, int i) throws BadJson {
    inKey = state == KEY || state == KEY_OR_END;
    if (inKey) {
      keys.begin(i + 1, before + i);
    } else {
      beginValue(json, i);
    }
    string.begin();
    state = STRING;
  }

  private int string(byte[] json, int from, int end) throws BadJson {
    int i = string.scan(json, from, end);
    StringScanner.Stop stop = string.stop();
    if (stop == StringScanner.Stop.END_OF_STRING) {
      endString(json, i);
      return i + 1;
    }
    if (stop == StringScanner.Stop.END_OF_PIECE) {
      return i;
    }
    throw stop == StringScanner.Stop.BAD_UTF8
        ? refuse(Problems.badUtf8(before + i))
        : unexpected(json, i);
  }

  private void endString(byte[] json, int i) {
    if (!inKey) {
      endValue();
      return;
    }
    state = COLON;
    if (keys.isRepeated(json, i)) {
      problems.addRepeatedKey(keys.position());
    }
    if (string.hasUnpaired()) {
      problems.addUnpairedKey(keys.position());
    }
  }

  private int number(byte[] json, int from, int end) throws BadJson {
    int i = number.scan(json, from, end);
    if (i < end) {
      if (!number.isComplete()) {
        throw unexpected(json, i);
      }
      endValue();
    }
    return i;
  }

  private void beginLiteral(byte[] json, int i) throws BadJson {
    beginValue(json, i);
    literal = json[i] == 't' ? TRUE : json[i] == 'f' ? FALSE : NULL;
    literalLength = 1;
    state = LITERAL;
  }

  private int literal(byte[] json, int from, int end) throws BadJson {
    int i = from;
    while (i < end && literalLength < literal.length) {
      if (json[i] != literal[literalLength]) {
        throw unexpected(json, i);
      }
      literalLength++;
      i++;
    }
    if (literalLength == literal.length) {
      endValue();
    }
    return i;
  }
}
