package dev.conversationbus.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conversationbus.json.NaiveJson.Arr;
import dev.conversationbus.json.NaiveJson.Obj;
import dev.conversationbus.json.NaiveJson.Str;
import dev.conversationbus.json.NaiveJson.Value;
import dev.conversationbus.json.NaiveJson.Word;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * JSON by chance: values, their texts with white space and escapes wherever they may be, damage.
 */
public final class JsonSamples {

  private static final String[] CHARACTERS = {
    "a",
    "B",
    "7",
    " ",
    "/",
    "\"",
    "\\",
    "\b",
    "\f",
    "\n",
    "\r",
    "\t",
    "\u0000",
    "\u001f",
    "\u007f",
    "ä",
    "߿",
    "ࠀ",
    "€",
    "\ud7ff",
    "\ue000",
    "\u2028",
    "\ufeff",
    "\uffff",
    "😀",
    "\udbff\udfff",
    "\ud800",
    "\udfff",
    "'",
    "{",
    "]",
    ":",
    ","
  };
  private static final byte[] DAMAGE = {
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    'u',
    'n',
    't',
    '0',
    '1',
    '-',
    '+',
    '.',
    'e',
    ' ',
    '\n',
    0,
    0x1f,
    '\'',
    '/',
    'N',
    (byte) 0x80,
    (byte) 0xbf,
    (byte) 0xc0,
    (byte) 0xc2,
    (byte) 0xe0,
    (byte) 0xed,
    (byte) 0xa0,
    (byte) 0xef,
    (byte) 0xf0,
    (byte) 0xf4,
    (byte) 0xf5,
    (byte) 0xff
  };

  private final Random random;

  /** Makes samples that are the same for the same seed. */
  public JsonSamples(long seed) {
    random = new Random(seed);
  }

  /** {@return an object of up to a few hundred bytes, each key once} */
  public Obj object() {
    return object(1);
  }

  private Obj object(int depth) {
    List<Map.Entry<String, Value>> fields = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    int size = random.nextInt(12) == 0 ? random.nextInt(40) : random.nextInt(6);
    while (fields.size() < size) {
      String key = random.nextInt(3) == 0 ? wholeCharacters() : "k" + random.nextInt(60);
      if (keys.add(key)) {
        fields.add(Map.entry(key, value(depth)));
      }
    }
    return new Obj(fields);
  }

  private Value value(int depth) {
    return switch (random.nextInt(depth < 5 ? 8 : 5)) {
      case 0, 1 -> new Str(string());
      case 2, 3 -> new Word(number());
      case 4 -> new Word(List.of("true", "false", "null").get(random.nextInt(3)));
      case 5 -> object(depth + 1);
      default -> {
        List<Value> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          elements.add(value(depth + 1));
        }
        yield new Arr(elements);
      }
    };
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      string.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return string.toString();
  }

  private String wholeCharacters() {
    return string().replaceAll("\\p{Cs}", "");
  }

  private String number() {
    String number = random.nextBoolean() ? "-" : "";
    number += random.nextInt(4) == 0 ? "0" : "" + (1 + random.nextInt(9)) + digits(0, 25);
    number += random.nextBoolean() ? "." + digits(1, 12) : "";
    if (random.nextInt(3) == 0) {
      number += random.nextBoolean() ? "e" : "E";
      number += List.of("", "+", "-").get(random.nextInt(3)) + digits(1, 3);
    }
    return number;
  }

  private String digits(int least, int most) {
    StringBuilder digits = new StringBuilder();
    for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  /** {@return a text that means the value, with needless white space and needless escapes} */
  public byte[] loosely(Value value) {
    return (space() + loose(value) + space()).getBytes(UTF_8);
  }

  private String loose(Value value) {
    if (value instanceof Obj object) {
      List<String> fields = new ArrayList<>();
      for (Map.Entry<String, Value> field : object.fields()) {
        fields.add(
            space()
                + looseString(field.getKey())
                + space()
                + ":"
                + space()
                + loose(field.getValue())
                + space());
      }
      return "{" + (fields.isEmpty() ? space() : String.join(",", fields)) + "}";
    }
    if (value instanceof Arr array) {
      List<String> elements = new ArrayList<>();
      for (Value element : array.elements()) {
        elements.add(space() + loose(element) + space());
      }
      return "[" + (elements.isEmpty() ? space() : String.join(",", elements)) + "]";
    }
    return value instanceof Str string ? looseString(string.text()) : ((Word) value).text();
  }

  private String looseString(String string) {
    StringBuilder text = new StringBuilder("\"");
    for (int c : string.codePoints().toArray()) {
      boolean needed = c >= 0xd800 && c <= 0xdfff;
      if (needed || random.nextInt(4) == 0) {
        for (char unit : Character.toChars(c)) {
          text.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
        }
      } else if (c == '/' && random.nextBoolean()) {
        text.append("\\/");
      } else {
        String quoted = NaiveJson.quote(Character.toString(c));
        text.append(quoted, 1, quoted.length() - 1);
      }
    }
    return text.append('"').toString();
  }

  private String space() {
    StringBuilder space = new StringBuilder();
    while (random.nextInt(4) == 0) {
      space.append(" \t\n\r".charAt(random.nextInt(4)));
    }
    return space.toString();
  }

  /** {@return the bytes with one to three of them replaced, left out, doubled or put in} */
  public byte[] damaged(byte[] json) {
    byte[] damaged = json;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      damaged = damagedOnce(damaged);
    }
    return damaged;
  }

  private byte[] damagedOnce(byte[] json) {
    int at = random.nextInt(json.length + 1);
    int kind = random.nextInt(5);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(json, 0, at);
    if (kind == 0) {
      return out.toByteArray();
    }
    if (kind < 3) {
      out.write(DAMAGE[random.nextInt(DAMAGE.length)]);
    } else if (kind == 3 && at < json.length) {
      out.write(json[at]);
    }
    int next = kind == 2 || kind == 3 ? at : Math.min(json.length, at + 1);
    out.write(json, next, json.length - next);
    return out.toByteArray();
  }

  /** {@return bytes without any sense} */
  public byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      if (random.nextBoolean()) {
        bytes[i] = DAMAGE[random.nextInt(DAMAGE.length)];
      }
    }
    return bytes;
  }

  /** {@return a number from 0 up to but without the bound} */
  public int index(int bound) {
    return random.nextInt(bound);
  }
}
