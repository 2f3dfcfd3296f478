package dev.conversationbus.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 8259 a second time, read as plainly as can be: what a text means, and its compact form. */
public final class NaiveJson {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** A value of JSON. */
  public sealed interface Value {}

  /** An object; its fields in their order. */
  public record Obj(List<Map.Entry<String, Value>> fields) implements Value {}

  /** An array. */
  public record Arr(List<Value> elements) implements Value {}

  /** A string. */
  public record Str(String text) implements Value {}

  /** A number, or true, false or null, as it was written. */
  public record Word(String text) implements Value {}

  /** A text that is refused, with the code that is expected of it. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code) {
      super(code);
      this.code = code;
    }

    /** {@return the code of the violation} */
    public String code() {
      return code;
    }
  }

  private final String text;
  private int at;
  private int depth;
  private int deepest;
  private boolean repeatedKey;
  private boolean unpairedKey;

  private NaiveJson(String text) {
    this.text = text;
  }

  /** {@return the compact form of a text that is one object of at most 1000 levels} */
  public static String compact(byte[] json) throws Refused {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new Refused("body.not-utf8");
    }
    NaiveJson reader = new NaiveJson(text);
    Value value = reader.document();
    if (reader.deepest > 1000) {
      throw new Refused("body.too-deep");
    }
    if (!(value instanceof Obj)) {
      throw new Refused("body.not-an-object");
    }
    if (reader.unpairedKey) {
      throw new Refused("body.unpaired-surrogate");
    }
    if (reader.repeatedKey) {
      throw new Refused("body.duplicate-key");
    }
    return write(value);
  }

  /** {@return the value written without white space, as JSON.stringify would} */
  public static String write(Value value) {
    if (value instanceof Obj object) {
      List<String> fields = new ArrayList<>();
      for (Map.Entry<String, Value> field : object.fields()) {
        fields.add(quote(field.getKey()) + ":" + write(field.getValue()));
      }
      return "{" + String.join(",", fields) + "}";
    }
    if (value instanceof Arr array) {
      List<String> elements = new ArrayList<>();
      for (Value element : array.elements()) {
        elements.add(write(element));
      }
      return "[" + String.join(",", elements) + "]";
    }
    return value instanceof Str string ? quote(string.text()) : ((Word) value).text();
  }

  /** {@return the string as JSON.stringify writes it} */
  public static String quote(String string) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int c : string.codePoints().toArray()) {
      boolean loneSurrogate = c >= 0xd800 && c <= 0xdfff;
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 0x20 || loneSurrogate) {
            quoted.append(String.format("\\u%04x", c));
          } else {
            quoted.appendCodePoint(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private Value document() throws Refused {
    space();
    Value value = value();
    space();
    if (at < text.length()) {
      throw notJson();
    }
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Value value() throws Refused {
    if (at == text.length()) {
      throw notJson();
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Str(string());
      default -> new Word(word());
    };
  }

  private String word() throws Refused {
    for (String word : List.of("true", "false", "null")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word;
      }
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw notJson();
    }
    at = number.end();
    return number.group();
  }

  private Value object() throws Refused {
    enter();
    List<Map.Entry<String, Value>> fields = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    if (!skip('}')) {
      do {
        space();
        String key = string();
        repeatedKey |= !keys.add(key);
        unpairedKey |= key.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
        space();
        expect(':');
        space();
        fields.add(Map.entry(key, value()));
        space();
      } while (skip(','));
      expect('}');
    }
    depth--;
    return new Obj(fields);
  }

  private Value array() throws Refused {
    enter();
    List<Value> elements = new ArrayList<>();
    if (!skip(']')) {
      do {
        space();
        elements.add(value());
        space();
      } while (skip(','));
      expect(']');
    }
    depth--;
    return new Arr(elements);
  }

  private void enter() {
    at++;
    deepest = Math.max(deepest, ++depth);
    space();
  }

  private String string() throws Refused {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < 0x20) {
        throw notJson();
      }
      string.append(c == '\\' ? escape() : c);
    }
    expect('"');
    return string.toString();
  }

  private char escape() throws Refused {
    char c = at < text.length() ? text.charAt(at++) : 0;
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    if (c != 'u' || at + 4 > text.length()) {
      throw notJson();
    }
    String digits = text.substring(at, at + 4);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw notJson();
    }
    at += 4;
    return (char) Integer.parseInt(digits, 16);
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) throws Refused {
    if (!skip(c)) {
      throw notJson();
    }
  }

  private static Refused notJson() {
    return new Refused("body.not-json");
  }
}
