package dev.conversationbus.endpoint.rest;

import com.google.common.base.Splitter;
import dev.conversationbus.endpoint.http.Request;
import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the client sends and what it wants back has to be JSON, or a stream of it. */
final class Negotiation {

  private static final Splitter RANGES = Splitter.on(',').trimResults().omitEmptyStrings();

  private Negotiation() {}

  static void check(Request request) {
    checkContent(request);
    String accept = request.header("Accept");
    if (accept != null && !accept.isBlank() && !acceptsUs(accept)) {
      throw new RefusedException(
          ProblemCode.NOT_ACCEPTABLE,
          "offered are " + Headers.JSON + " and, for events, " + Headers.EVENT_STREAM);
    }
  }

  /** {@return whether a stream of events is what the client wants first} */
  static boolean wantsStream(Request request) {
    String accept = request.header("Accept");
    return accept != null
        && accept.strip().toLowerCase(Locale.ROOT).startsWith(Headers.EVENT_STREAM);
  }

  private static void checkContent(Request request) {
    if (!request.body().hasRemaining()) {
      return;
    }
    String type = request.mediaType("Content-Type");
    if (!type.isEmpty() && !type.equals(Headers.JSON) && !type.endsWith("+json")) {
      throw unsupported("the body must be " + Headers.JSON);
    }
    String charset = charset(request.header("Content-Type"));
    if (charset != null && !charset.equals("utf-8") && !charset.equals("utf8")) {
      throw unsupported("the body must be UTF-8");
    }
    String coding = request.mediaType("Content-Encoding");
    if (!coding.isEmpty() && !coding.equals("identity")) {
      throw unsupported("the body must not be compressed");
    }
  }

  private static RefusedException unsupported(String why) {
    return new RefusedException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, why);
  }

  private static @Nullable String charset(@Nullable String contentType) {
    if (contentType == null) {
      return null;
    }
    String lower = contentType.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("charset=");
    if (at < 0) {
      return null;
    }
    String rest = lower.substring(at + "charset=".length());
    int end = rest.indexOf(';');
    return (end < 0 ? rest : rest.substring(0, end)).strip().replace("\"", "");
  }

  private static boolean acceptsUs(String accept) {
    for (String range : RANGES.split(accept.toLowerCase(Locale.ROOT))) {
      int semicolon = range.indexOf(';');
      String type = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
      if (type.equals("*/*")
          || type.equals("application/*")
          || type.equals(Headers.JSON)
          || type.endsWith("+json")
          || type.equals(Headers.EVENT_STREAM)) {
        return true;
      }
    }
    return false;
  }
}
