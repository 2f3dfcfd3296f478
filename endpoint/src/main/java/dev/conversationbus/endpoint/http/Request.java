package dev.conversationbus.endpoint.http;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as the endpoint sees it, from whatever server.
 *
 * @param method in upper case
 * @param path percent-encoded, as it came, without query
 * @param query percent-encoded, as it came, without question mark; empty if there is none
 * @param headers by name, without regard to case
 * @param body all of it, from position to limit, not to be changed; empty if there is none
 * @param origin scheme, host and port under which the client reached the server, such as {@code
 *     http://localhost:8080}
 * @param client tells one client from another for limits, such as its address
 * @since 0.1.0
 */
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    ByteBuffer body,
    String origin,
    String client) {

  /** Copies the headers. */
  public Request {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(query, "query");
    body = body.asReadOnlyBuffer();
    requireNonNull(origin, "origin");
    requireNonNull(client, "client");
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
    headers = java.util.Collections.unmodifiableMap(sorted);
  }

  /** {@return the first value of a header, null if it is missing} */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** {@return the first value of a header in lower case without parameters; empty if missing} */
  public String mediaType(String name) {
    String value = header(name);
    if (value == null) {
      return "";
    }
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** {@return a copy of the body} */
  public byte[] bytes() {
    byte[] copy = new byte[body.remaining()];
    body.duplicate().get(copy);
    return copy;
  }

  /** Shows method and path; a query, a header or a body may hold what no log should. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
