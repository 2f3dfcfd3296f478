package dev.conversationbus.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;

/** A place in a JSON object as people write it: {@code order.lines[2].price}. */
public final class PathText {

  private PathText() {}

  /** {@return the place where reading or writing stands; empty for the whole} */
  public static String of(JsonStreamContext place) {
    StringBuilder path = new StringBuilder();
    append(place, path);
    return path.toString();
  }

  private static void append(JsonStreamContext place, StringBuilder path) {
    if (place.getParent() == null) {
      return;
    }
    append(place.getParent(), path);
    if (place.inArray()) {
      path.append('[').append(place.getCurrentIndex()).append(']');
    } else if (place.hasCurrentName()) {
      appendName(place.getCurrentName(), path);
    }
  }

  /** {@return the place that an exception of Jackson's points to; empty for the whole} */
  public static String of(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() != null) {
        appendName(reference.getFieldName(), path);
      } else if (reference.getIndex() >= 0) {
        path.append('[').append(reference.getIndex()).append(']');
      }
    }
    return path.toString();
  }

  private static void appendName(String name, StringBuilder path) {
    if (!path.isEmpty()) {
      path.append('.');
    }
    path.append(PrintableName.of(name));
  }
}
