package dev.conversationbus.http.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that can be made any number of times; what it carries is never shown. */
public final class Request {

  /** A header line. */
  public record Field(String name, String value) {}

  private final String method;
  private final String target;
  private final List<Field> fields;
  private final byte @Nullable [] content;

  private Request(String method, String target, List<Field> fields, byte @Nullable [] content) {
    this.method = method;
    this.target = target;
    this.fields = fields;
    this.content = content;
  }

  /** {@return a request without content for a path with its query, relative to the base URI} */
  public static Request of(String method, String target) {
    return new Request(method, target, List.of(), null);
  }

  /** {@return this request with JSON that nobody changes any more} */
  public Request withContent(byte[] json) {
    return new Request(method, target, fields, json);
  }

  /** {@return this request with a header more} */
  public Request with(String name, String value) {
    List<Field> more = new ArrayList<>(fields.size() + 1);
    more.addAll(fields);
    more.add(new Field(name, value));
    return new Request(method, target, more, content);
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  List<Field> fields() {
    return fields;
  }

  byte @Nullable [] content() {
    return content;
  }

  /** {@return the method, and the path without its query} */
  @Override
  public String toString() {
    int query = target.indexOf('?');
    return method + " " + (query < 0 ? target : target.substring(0, query));
  }
}
