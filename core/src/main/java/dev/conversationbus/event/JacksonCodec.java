package dev.conversationbus.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;

/** The built-in codec. */
final class JacksonCodec implements BodyCodec {

  static final JacksonCodec INSTANCE = new JacksonCodec();

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  static Map<String, Object> readMap(Body body) {
    try {
      return INSTANCE.mapper.readerForMapOf(Object.class).readValue(body.rawBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("a body that was checked cannot be read", e);
    }
  }

  @Override
  public void write(Object value, OutputStream out) throws IOException {
    mapper.writeValue(out, value);
  }

  @Override
  public Reader reader(Type type) {
    ObjectReader reader = mapper.readerFor(mapper.constructType(type));
    return body -> reader.readValue(body.rawBytes());
  }
}
