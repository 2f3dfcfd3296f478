package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;

/** A codec made of the user's own functions. */
record FunctionCodec(BodyCodec.Writer writer, BodyCodec.Parser parser) implements BodyCodec {

  FunctionCodec {
    requireNonNull(writer, "writer");
    requireNonNull(parser, "parser");
  }

  @Override
  public void write(Object value, OutputStream out) throws IOException {
    writer.write(value, out);
  }

  @Override
  public Reader reader(Type type) {
    return body -> parser.parse(body.bytes(), type);
  }
}
