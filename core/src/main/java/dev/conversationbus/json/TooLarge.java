package dev.conversationbus.json;

import dev.conversationbus.error.Violation;
import java.util.stream.Collectors;

/** The violation of a limit in bytes. */
public final class TooLarge {

  private TooLarge() {}

  /** {@return the violation by a whole compact body of more than {@code maxBytes}} */
  public static Violation of(byte[] compact, int maxBytes) {
    FieldWeights weights = new FieldWeights();
    weights.add(compact, 0, compact.length);
    return of(compact.length, maxBytes, weights);
  }

  static Violation of(long bytes, int maxBytes, FieldWeights weights) {
    return violation(bytes + " bytes, " + (bytes - maxBytes) + " too many", maxBytes, weights);
  }

  static Violation ofMoreThan(long bytes, int maxBytes, FieldWeights weights) {
    return violation("more than " + bytes + " bytes, counting stopped", maxBytes, weights);
  }

  private static Violation violation(String size, int maxBytes, FieldWeights weights) {
    String fields =
        weights.finish().stream().map(Object::toString).collect(Collectors.joining(", "));
    return Violation.of(
        "body.too-large",
        "body",
        fields.isEmpty() ? size : size + ", heaviest fields " + fields,
        maxBytes + " bytes");
  }
}
