package dev.conversationbus.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The heaviest top-level fields of a compact JSON object that arrives in pieces.
 *
 * <p>A field weighs the bytes of its key, the colon and its value, without the comma. The text is
 * trusted: nothing is checked.
 */
final class FieldWeights {

  private static final int HEAVIEST = 3;

  /** More than 40 characters can need, at four bytes each. */
  private static final int NAME_BYTES = 200;

  /** One field and its weight in bytes. */
  record Field(String name, long bytes) {

    @Override
    public String toString() {
      return "\"" + PrintableName.of(name) + "\" " + bytes + " bytes";
    }
  }

  private final List<Field> heaviest = new ArrayList<>();
  private final byte[] name = new byte[NAME_BYTES];
  private int nameLength;
  private int depth;
  private long weight;
  private boolean inString;
  private boolean escaped;
  private boolean inName;

  void add(byte[] json, int from, int length) {
    for (int i = from; i < from + length; i++) {
      add(json[i]);
    }
  }

  private void add(byte b) {
    if (inString) {
      weight++;
      addToString(b);
      return;
    }
    switch (b) {
      case '"' -> {
        inName = depth == 1 && weight == 0;
        inString = true;
        weight++;
      }
      case '{', '[' -> {
        depth++;
        weight = depth == 1 ? 0 : weight + 1;
      }
      case '}', ']' -> {
        depth--;
        endFieldOrCount(depth == 0);
      }
      case ',' -> endFieldOrCount(depth == 1);
      default -> weight++;
    }
  }

  private void addToString(byte b) {
    if (!escaped && b == '"') {
      inString = false;
      inName = false;
      return;
    }
    escaped = !escaped && b == '\\';
    if (inName && nameLength < NAME_BYTES) {
      name[nameLength++] = b;
    }
  }

  private void endFieldOrCount(boolean end) {
    if (end) {
      keepIfHeavy();
      weight = 0;
      nameLength = 0;
    } else {
      weight++;
    }
  }

  private void keepIfHeavy() {
    boolean full = heaviest.size() == HEAVIEST;
    if (weight == 0 || (full && heaviest.get(HEAVIEST - 1).bytes() >= weight)) {
      return;
    }
    if (full) {
      heaviest.remove(HEAVIEST - 1);
    }
    heaviest.add(new Field(new String(name, 0, nameLength, UTF_8), weight));
    heaviest.sort(Comparator.comparingLong(Field::bytes).reversed());
  }

  /**
   * Ends the text, be it whole or not.
   *
   * @return at most three fields, the heaviest first; a field still open weighs what was seen of it
   */
  List<Field> finish() {
    endFieldOrCount(true);
    return List.copyOf(heaviest);
  }
}
