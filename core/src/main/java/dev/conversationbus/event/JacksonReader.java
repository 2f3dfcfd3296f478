package dev.conversationbus.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.conversationbus.json.PathText;
import java.io.IOException;

/** Reads bodies as one Java type, and tells in our own words why one does not fit. */
record JacksonReader(ObjectReader reader) implements BodyCodec.Reader {

  @Override
  public Object read(Body body) throws Misfit, IOException {
    try (JsonParser parser = reader.createParser(body.rawBytes())) {
      try {
        return reader.readValue(parser);
      } catch (JsonMappingException e) {
        throw new Misfit(PathText.of(e.getPath()), problem(e, parser));
      } catch (IOException e) {
        throw new Misfit(PathText.of(parser.getParsingContext()), found(parser));
      } catch (RuntimeException e) {
        throw new Misfit(PathText.of(parser.getParsingContext()), found(parser) + thrown(e));
      }
    }
  }

  private static String found(JsonParser parser) {
    return "found " + TokenKind.of(parser.currentToken());
  }

  private static String problem(JsonMappingException e, JsonParser parser) {
    if (e instanceof InvalidDefinitionException definition && definition.getType() != null) {
      return "no way is known to read " + definition.getType().getRawClass().getTypeName();
    }
    String problem = found(parser);
    if (e instanceof ValueInstantiationException instantiation) {
      problem += ", refused by " + instantiation.getType().getRawClass().getTypeName();
    } else if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      problem += ", expected " + mismatch.getTargetType().getTypeName();
    }
    Throwable cause = e.getCause();
    return cause == null || cause instanceof IOException ? problem : problem + thrown(cause);
  }

  private static String thrown(Throwable thrown) {
    return ": " + thrown.getClass().getName() + " was thrown";
  }
}
