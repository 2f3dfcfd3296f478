package dev.conversationbus.json;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import dev.conversationbus.error.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Jackson generator whose output is compact and valid as it stands: strings spelled as {@code
 * JSON.stringify} does, no key twice, no NaN, nesting within a limit.
 *
 * <p>Text of the value's own, as {@code @JsonRawValue} writes it, is beyond it: then it throws and
 * says so in {@link #hasMetRaw}.
 */
public final class CompactGenerator extends GeneratorBase {

  private static final int MAX_NUMBER = 20;

  /** So many bytes make a string of Base64 that fits the buffer with ease. */
  private static final int MAX_BINARY = 3000;

  private final CompactText text;
  private final WrittenNames names = new WrittenNames();
  private int maxNesting = Integer.MAX_VALUE;
  private boolean metRaw;
  private @Nullable Violation violation;

  CompactGenerator(int features, ObjectCodec codec, IOContext context, OutputStream out) {
    super(features, codec, context);
    this.text = new CompactText(out, context.allocWriteEncodingBuffer());
  }

  CompactGenerator withMaxNesting(int levels) {
    maxNesting = levels;
    return this;
  }

  /** {@return whether the value wanted to write text of its own, which stands nowhere} */
  public boolean hasMetRaw() {
    return metRaw;
  }

  /** {@return what made the generator refuse the value, null if it did not} */
  public @Nullable Violation violation() {
    return violation;
  }

  /** {@return the first byte of what was flushed, 0 if nothing was} */
  public byte firstByte() {
    return text.firstByte();
  }

  /** {@return whether exactly one whole value was written} */
  public boolean isComplete() {
    return _writeContext.inRoot() && _writeContext.getEntryCount() == 1;
  }

  @Override
  public void writeStartArray() throws IOException {
    _verifyValueWrite("start an array");
    text.put('[');
    begin(_writeContext.createChildArrayContext());
  }

  @Override
  public void writeEndArray() throws IOException {
    if (!_writeContext.inArray()) {
      _reportError("no array is open");
    }
    text.put(']');
    end();
  }

  @Override
  public void writeStartObject() throws IOException {
    _verifyValueWrite("start an object");
    text.put('{');
    begin(_writeContext.createChildObjectContext());
  }

  @Override
  public void writeEndObject() throws IOException {
    if (!_writeContext.inObject()) {
      _reportError("no object is open");
    }
    text.put('}');
    end();
  }

  private void begin(JsonWriteContext child) throws IOException {
    _writeContext = child;
    int depth = child.getNestingDepth();
    if (depth > maxNesting) {
      throw isWithinItself()
          ? new Unwritable("", "it holds itself")
          : refuse(Problems.tooDeep(text.position() - 1, maxNesting));
    }
    names.begin(depth);
  }

  private boolean isWithinItself() {
    Set<Object> values = Collections.newSetFromMap(new IdentityHashMap<>());
    for (JsonStreamContext c = _writeContext; c != null; c = c.getParent()) {
      if (c.getCurrentValue() != null && !values.add(c.getCurrentValue())) {
        return true;
      }
    }
    return false;
  }

  private void end() {
    names.end(_writeContext.getNestingDepth());
    _writeContext = _writeContext.clearAndGetParent();
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    beginFieldName(name);
    text.putString(name);
    endFieldName();
  }

  @Override
  public void writeFieldName(SerializableString name) throws IOException {
    beginFieldName(name.getValue());
    if (putString(name)) {
      text.put(':');
    } else {
      endFieldName();
    }
  }

  private void endFieldName() throws IOException {
    if (text.hasUnpaired()) {
      throw refuse(Problems.unpairedKey(text.position()));
    }
    text.put(':');
  }

  private void beginFieldName(String name) throws IOException {
    int status = _writeContext.writeFieldName(name);
    if (status == JsonWriteContext.STATUS_EXPECT_VALUE) {
      _reportError("a value is expected, not a field name");
    }
    if (status == JsonWriteContext.STATUS_OK_AFTER_COMMA) {
      text.put(',');
    }
    if (!names.add(_writeContext.getNestingDepth(), name)) {
      throw refuse(Problems.repeatedKey(text.position()));
    }
  }

  private BadJson refuse(Violation why) {
    violation = why;
    return new BadJson(List.of(why));
  }

  @Override
  public void writeString(@Nullable String value) throws IOException {
    if (value == null) {
      writeNull();
      return;
    }
    _verifyValueWrite(WRITE_STRING);
    text.putString(value);
  }

  @Override
  public void writeString(char[] value, int offset, int length) throws IOException {
    writeString(new String(value, offset, length));
  }

  @Override
  public void writeString(SerializableString value) throws IOException {
    _verifyValueWrite(WRITE_STRING);
    boolean unused = putString(value);
  }

  /** {@return whether there are as many bytes as characters: all are ASCII, none is escaped} */
  private boolean putString(SerializableString value) throws IOException {
    byte[] quoted = value.asQuotedUTF8();
    if (quoted.length != value.charLength()) {
      text.putString(value.getValue());
      return false;
    }
    text.put('"');
    text.putBytes(quoted);
    text.put('"');
    return true;
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    if (length > MAX_BINARY) {
      throw raw();
    }
    byte[] part = Arrays.copyOfRange(data, offset, offset + length);
    writeString(variant.encode(part));
  }

  @Override
  public void writeNumber(int value) throws IOException {
    _verifyValueWrite(WRITE_NUMBER);
    text.end(NumberOutput.outputInt(value, text.buffer(), text.begin(MAX_NUMBER)));
  }

  @Override
  public void writeNumber(long value) throws IOException {
    _verifyValueWrite(WRITE_NUMBER);
    text.end(NumberOutput.outputLong(value, text.buffer(), text.begin(MAX_NUMBER)));
  }

  @Override
  public void writeNumber(double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw notANumber(Double.isNaN(value));
    }
    writeAsciiNumber(Double.toString(value));
  }

  @Override
  public void writeNumber(float value) throws IOException {
    if (!Float.isFinite(value)) {
      throw notANumber(Float.isNaN(value));
    }
    writeAsciiNumber(Float.toString(value));
  }

  private Unwritable notANumber(boolean nan) {
    return new Unwritable(
        PathText.of(_writeContext), (nan ? "NaN" : "an infinity") + " has no form in JSON");
  }

  @Override
  public void writeNumber(BigDecimal value) throws IOException {
    writeAsciiNumber(value.toString());
  }

  @Override
  public void writeNumber(BigInteger value) throws IOException {
    writeAsciiNumber(value.toString());
  }

  private void writeAsciiNumber(String digits) throws IOException {
    _verifyValueWrite(WRITE_NUMBER);
    text.putAscii(digits);
  }

  @Override
  public void writeBoolean(boolean value) throws IOException {
    _verifyValueWrite(WRITE_BOOLEAN);
    text.putAscii(value ? "true" : "false");
  }

  @Override
  public void writeNull() throws IOException {
    _verifyValueWrite(WRITE_NULL);
    text.putAscii("null");
  }

  @Override
  public void writeNumber(String digits) throws IOException {
    throw raw();
  }

  @Override
  public void writeString(Reader reader, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawUTF8String(byte[] bytes, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeUTF8String(byte[] bytes, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(String raw) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(String raw, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(char[] raw, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(char raw) throws IOException {
    throw raw();
  }

  private RawJson raw() {
    metRaw = true;
    return new RawJson();
  }

  @Override
  protected void _verifyValueWrite(String action) throws IOException {
    switch (_writeContext.writeValue()) {
      case JsonWriteContext.STATUS_OK_AFTER_COMMA -> text.put(',');
      case JsonWriteContext.STATUS_EXPECT_NAME -> _reportError("a field name is expected");
      case JsonWriteContext.STATUS_OK_AFTER_SPACE -> _reportError("one value is written already");
      default -> {}
    }
  }

  @Override
  public void flush() throws IOException {
    text.flush();
  }

  /** Gives the buffer back; what was not flushed is lost. */
  @Override
  public void close() throws IOException {
    if (!isClosed()) {
      _releaseBuffers();
      super.close();
    }
  }

  @Override
  protected void _releaseBuffers() {
    ioContext().releaseWriteEncodingBuffer(text.buffer());
  }
}
