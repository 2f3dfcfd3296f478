package dev.conversationbus.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.conversationbus.json.BadJson;
import dev.conversationbus.json.BoundedSink;
import dev.conversationbus.json.CompactFactory;
import dev.conversationbus.json.CompactGenerator;
import dev.conversationbus.json.JsonLimits;
import dev.conversationbus.json.Unwritable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** The built-in codec. */
final class JacksonCodec implements BodyCodec {

  static final JacksonCodec INSTANCE = new JacksonCodec();

  /** Reading time grows with the square of a number's digits. */
  static final int MAX_DIGITS = 10_000;

  private static final Type MAP = new TypeRef<Map<String, Object>>() {}.type();

  private final ObjectMapper mapper = mapper();
  private final CompactFactory compact = new CompactFactory(mapper);

  private static ObjectMapper mapper() {
    return JsonMapper.builder(factory())
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /** Keys are not interned: they come from outside. */
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(Body.MAX_NESTING)
                .maxNumberLength(MAX_DIGITS)
                .maxNameLength(Body.MAX_SIZE)
                .maxStringLength(Body.MAX_SIZE)
                .build())
        .streamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(Body.MAX_NESTING).build())
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .build();
  }

  /** Writes whatever the value asks for, text of its own included. */
  @Override
  public void write(Object value, OutputStream out) throws IOException {
    mapper.writeValue(out, value);
  }

  /**
   * {@return the value as one compact JSON object}
   *
   * @throws BadJson if it is not an object or breaks the limits
   */
  byte[] encode(Object value, JsonLimits limits) throws IOException {
    BoundedSink sink = new BoundedSink(limits.maxBytes());
    CompactGenerator generator = compact.over(sink, limits.maxNesting());
    try (generator) {
      mapper.writeValue(generator, value);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      if (generator.hasMetRaw()) {
        return BodyEncoder.compacted(value, this, limits);
      }
      check(generator, sink);
      throw e;
    }
    if (generator.hasMetRaw()) {
      return BodyEncoder.compacted(value, this, limits);
    }
    check(generator, sink);
    if (!generator.isComplete()) {
      throw new Unwritable("", "its serializer did not write one whole value");
    }
    if (generator.firstByte() != '{') {
      throw BadJson.notAnObject(generator.firstByte());
    }
    if (sink.isOver()) {
      throw new BadJson(List.of(sink.violation()));
    }
    return sink.take();
  }

  /** A serializer may have swallowed what the generator or the sink threw. */
  private static void check(CompactGenerator generator, BoundedSink sink) throws BadJson {
    if (generator.violation() != null) {
      throw new BadJson(List.of(generator.violation()));
    }
    if (sink.hasStopped()) {
      throw generator.firstByte() == '{'
          ? new BadJson(List.of(sink.violation()))
          : BadJson.notAnObject(generator.firstByte());
    }
  }

  @Override
  public Reader reader(Type type) {
    if (type.equals(MAP) || type == Map.class || type == Object.class) {
      return this::readMap;
    }
    return new JacksonReader(mapper.readerFor(mapper.constructType(type)));
  }

  /** {@return the body as an unmodifiable map} */
  Map<String, Object> readMap(Body body) throws Misfit {
    return MapReader.read(mapper.getFactory(), body);
  }
}
