package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.Paths;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The resources by their paths, with the methods that each has. */
final class Routes {

  private final ConversationResource conversations;
  private final MemberResource members;
  private final EventResource events;
  private final UserResource users;
  private final SessionResource sessions;

  /** What a method does to a resource. */
  @FunctionalInterface
  interface Action {
    CompletableFuture<Answer> run(Call call);
  }

  /** A resource and its methods. */
  record Route(Map<String, Action> actions) {
    String allowed() {
      TreeSet<String> methods = new TreeSet<>(actions.keySet());
      methods.add("OPTIONS");
      return String.join(", ", methods);
    }
  }

  Routes(Transport transport, RestRules rules) {
    Access access = new Access(transport);
    this.conversations = new ConversationResource(transport, access, rules);
    this.members = new MemberResource(transport, access, rules);
    this.events = new EventResource(transport, access, rules);
    this.users = new UserResource(transport, access, rules);
    this.sessions = new SessionResource(access, rules);
  }

  /** {@return the resource at a path, without the version; null if there is none} */
  @Nullable Route find(List<String> path) {
    if (path.isEmpty()) {
      return null;
    }
    return switch (path.get(0)) {
      case Paths.CONVERSATIONS -> conversations(path);
      case Paths.USERS -> users(path);
      case Paths.SESSIONS -> path.size() == 2 ? session(path.get(1)) : null;
      default -> null;
    };
  }

  private @Nullable Route conversations(List<String> path) {
    if (path.size() == 1) {
      return new Route(Map.of("GET", conversations::list, "POST", conversations::create));
    }
    String id = path.get(1);
    if (path.size() == 2) {
      return new Route(Map.of("GET", call -> conversations.get(call, Ids.conversation(id))));
    }
    String last = path.size() == 4 ? path.get(3) : null;
    if (path.size() > 4) {
      return null;
    }
    return switch (path.get(2)) {
      case Paths.EVENTS -> last == null ? events(id) : event(id, last);
      case Paths.MEMBERS -> last == null ? members(id) : member(id, last);
      case Paths.KEYS -> last == null ? null : key(id, last);
      default -> null;
    };
  }

  private Route events(String id) {
    return new Route(
        Map.of(
            "GET", call -> events.list(call, Ids.conversation(id)),
            "POST", call -> events.create(call, Ids.conversation(id))));
  }

  private Route event(String id, String event) {
    return new Route(
        Map.of(
            "GET", call -> events.get(call, Ids.conversation(id), Ids.event(event)),
            "DELETE", call -> events.delete(call, Ids.conversation(id), Ids.event(event))));
  }

  private Route key(String id, String key) {
    return new Route(
        Map.of("GET", call -> events.lookUp(call, Ids.conversation(id), decoded(key))));
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("path", "not percent-encoded as it should be");
    }
  }

  private Route members(String id) {
    return new Route(
        Map.of(
            "GET", call -> members.list(call, Ids.conversation(id)),
            "POST", call -> members.create(call, Ids.conversation(id))));
  }

  private Route member(String id, String member) {
    Action update = call -> members.update(call, Ids.conversation(id), member);
    return new Route(
        Map.of(
            "GET",
            call -> members.get(call, Ids.conversation(id), member),
            "PATCH",
            update,
            "PUT",
            update,
            "DELETE",
            call -> members.delete(call, Ids.conversation(id), member)));
  }

  private @Nullable Route users(List<String> path) {
    if (path.size() == 1) {
      return new Route(Map.of("GET", users::list, "POST", users::create));
    }
    String id = path.get(1);
    if (path.size() == 2) {
      return new Route(Map.of("GET", call -> users.get(call, Ids.user(id))));
    }
    if (path.size() > 3) {
      return null;
    }
    return switch (path.get(2)) {
      case Paths.CONVERSATIONS ->
          new Route(Map.of("GET", call -> conversations.listOf(call, Ids.user(id))));
      case Paths.SESSIONS -> new Route(Map.of("GET", call -> sessions.listOf(call, Ids.user(id))));
      default -> null;
    };
  }

  private Route session(String id) {
    return new Route(
        Map.of("PUT", call -> sessions.renew(call, id), "DELETE", call -> sessions.end(call, id)));
  }
}
