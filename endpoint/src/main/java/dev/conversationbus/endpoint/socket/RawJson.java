package dev.conversationbus.endpoint.socket;

import java.nio.charset.StandardCharsets;
import org.json.JSONString;

/**
 * JSON that is ready. The library's own objects would lose the order of keys and the digits of
 * numbers; it lets text of this kind through as it stands, and takes it for text when it checks.
 */
record RawJson(String json) implements JSONString, CharSequence {

  static RawJson of(byte[] utf8) {
    return new RawJson(new String(utf8, StandardCharsets.UTF_8));
  }

  @Override
  public String toJSONString() {
    return json;
  }

  @Override
  public int length() {
    return json.length();
  }

  @Override
  public char charAt(int index) {
    return json.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return json.subSequence(start, end);
  }

  @Override
  public String toString() {
    return json;
  }
}
