package dev.conversationbus.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path with a query that grows. */
final class Target {

  private static final Pattern CURSOR = Pattern.compile("(?:^|&)cursor=([^&]*)");

  private final StringBuilder text;
  private char separator = '?';

  Target(String path) {
    text = new StringBuilder(path);
  }

  Target with(String name, @Nullable String value) {
    if (value != null) {
      text.append(separator).append(name).append('=').append(encode(value));
      separator = '&';
    }
    return this;
  }

  Target with(String name, long value) {
    return with(name, Long.toString(value));
  }

  static String encode(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  /** {@return the cursor in a link, still encoded; null if there is none} */
  static @Nullable String cursorOf(@Nullable String link) {
    if (link == null) {
      return null;
    }
    try {
      String query = URI.create(link).getRawQuery();
      Matcher matcher = CURSOR.matcher(query == null ? "" : query);
      return matcher.find() ? java.net.URLDecoder.decode(matcher.group(1), UTF_8) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
