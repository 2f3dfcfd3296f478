package dev.conversationbus.examples;

import dev.conversationbus.endpoint.ConversationEndpoint;
import dev.conversationbus.endpoint.http.ListShape;
import dev.conversationbus.event.EventValidator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What the local server is told on the command line.
 *
 * @param port to listen on; 0 for a free one
 * @param listShape how lists of the newest version look
 * @param rules for events
 * @param missingBodyIsEmpty whether an event may come without body
 * @param requestsPerSecond of one client; 0 for as many as it likes
 */
record LocalServerOptions(
    int port,
    ListShape listShape,
    EventValidator rules,
    boolean missingBodyIsEmpty,
    int requestsPerSecond) {

  static final String USAGE =
      "options: --port N, --list-shape object|array|by-user-agent,"
          + " --rules documented|hosted|current|wide, --max-body BYTES, --missing-body-is-empty,"
          + " --requests-per-second N";

  static LocalServerOptions parse(String... args) {
    LocalServerOptions options =
        new LocalServerOptions(0, ListShape.BY_USER_AGENT, EventValidator.documented(), false, 0);
    Iterator<String> words = List.of(args).iterator();
    while (words.hasNext()) {
      options = options.with(words.next(), words);
    }
    return options;
  }

  private LocalServerOptions with(String option, Iterator<String> more) {
    return switch (option) {
      case "--port" ->
          new LocalServerOptions(
              number(more), listShape, rules, missingBodyIsEmpty, requestsPerSecond);
      case "--list-shape" ->
          new LocalServerOptions(port, shape(more), rules, missingBodyIsEmpty, requestsPerSecond);
      case "--rules" ->
          new LocalServerOptions(
              port,
              listShape,
              rules(more).withMaxBodyBytes(rules.maxBodyBytes()),
              missingBodyIsEmpty,
              requestsPerSecond);
      case "--max-body" ->
          new LocalServerOptions(
              port,
              listShape,
              rules.withMaxBodyBytes(number(more)),
              missingBodyIsEmpty,
              requestsPerSecond);
      case "--missing-body-is-empty" ->
          new LocalServerOptions(port, listShape, rules, true, requestsPerSecond);
      case "--requests-per-second" ->
          new LocalServerOptions(port, listShape, rules, missingBodyIsEmpty, number(more));
      default -> throw new IllegalArgumentException("unknown option " + option + "; " + USAGE);
    };
  }

  private static String value(Iterator<String> more) {
    if (!more.hasNext()) {
      throw new IllegalArgumentException("the last option needs a value; " + USAGE);
    }
    return more.next();
  }

  private static int number(Iterator<String> more) {
    return Integer.parseInt(value(more));
  }

  private static ListShape shape(Iterator<String> more) {
    return ListShape.valueOf(value(more).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static EventValidator rules(Iterator<String> more) {
    String name = value(more);
    return switch (name) {
      case "documented" -> EventValidator.documented();
      case "hosted" -> EventValidator.hosted();
      case "current" -> EventValidator.current();
      case "wide" -> EventValidator.wide();
      default -> throw new IllegalArgumentException("unknown rules " + name + "; " + USAGE);
    };
  }

  ConversationEndpoint.Builder applyTo(ConversationEndpoint.Builder endpoint) {
    endpoint.port(port).listShape(listShape).rules(rules);
    if (missingBodyIsEmpty) {
      endpoint.missingBodyIsEmpty();
    }
    return requestsPerSecond == 0 ? endpoint : endpoint.requestsPerSecond(requestsPerSecond);
  }
}
