package dev.conversationbus.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.IOException;
import java.io.OutputStream;

/** Makes generators whose output needs no second look. */
public final class CompactFactory extends JsonFactory {

  private static final long serialVersionUID = 1L;

  /**
   * Makes a factory.
   *
   * @param codec writes the values that are handed to a generator as objects
   */
  public CompactFactory(ObjectCodec codec) {
    super(codec);
  }

  /**
   * {@return a generator that writes to the sink}
   *
   * @param maxNesting of objects and arrays in each other, the outermost counted as 1
   */
  public CompactGenerator over(BoundedSink sink, int maxNesting) throws IOException {
    return ((CompactGenerator) createGenerator(sink)).withMaxNesting(maxNesting);
  }

  @Override
  protected CompactGenerator _createUTF8Generator(OutputStream out, IOContext context) {
    return new CompactGenerator(_generatorFeatures, getCodec(), context, out);
  }
}
