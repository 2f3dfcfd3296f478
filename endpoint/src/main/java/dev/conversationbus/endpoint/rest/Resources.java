package dev.conversationbus.endpoint.rest;

import com.google.common.base.Splitter;
import dev.conversationbus.endpoint.auth.Authenticator;
import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.endpoint.auth.RefusedTokenException;
import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.http.Handler;
import dev.conversationbus.endpoint.http.Request;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.RateLimitedException;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.Failures;
import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.Paths;
import dev.conversationbus.wire.Problem;
import dev.conversationbus.wire.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: find the resource, find out who calls, ask the resource, and make an answer
 * of whatever it says.
 */
public final class Resources implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(Resources.class);
  private static final int MAX_REQUEST_BYTES = 64 * 1024;
  private static final Splitter SEGMENTS = Splitter.on('/');
  private static final byte[] UP = {
    '{', '"', 's', 't', 'a', 't', 'u', 's', '"', ':', '"', 'u', 'p', '"', '}'
  };

  private final Transport transport;
  private final Authenticator authenticator;
  private final RestRules rules;
  private final RateLimit limit;
  private final Routes routes;

  /** Makes the resources of a transport. */
  public Resources(
      Transport transport, Authenticator authenticator, RestRules rules, RateLimit limit) {
    this.transport = transport;
    this.authenticator = authenticator;
    this.rules = rules;
    this.limit = limit;
    this.routes = new Routes(transport, rules);
  }

  @Override
  public int maxRequestBytes() {
    // What stands around a body, and a body spelled as wastefully as can be.
    return Math.max(MAX_REQUEST_BYTES, 8 * rules.events().maxBodyBytes());
  }

  @Override
  public CompletionStage<Answer> handle(Request request) {
    CompletableFuture<Answer> answer;
    try {
      answer = answer(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .exceptionally(failure -> refusal(request, failure))
        .thenApply(
            made ->
                Cors.open(made)
                    .with(Headers.CAPABILITIES, Headers.capabilities(transport.capabilities())));
  }

  private CompletableFuture<Answer> answer(Request request) {
    if (request.method().equals("OPTIONS")) {
      return CompletableFuture.completedFuture(Cors.preflight());
    }
    String path = trimmed(request.path());
    Answer page = rules.page() == null ? null : rules.page().answer(path);
    if (page != null && request.method().equals("GET")) {
      return CompletableFuture.completedFuture(page);
    }
    if (path.equals(Paths.METRICS)) {
      // Clients tell how their sockets fare; nobody here wants to know.
      return CompletableFuture.completedFuture(new Answer.Whole(204, Map.of(), new byte[0]));
    }
    if (path.equals(Paths.HEALTH)) {
      return CompletableFuture.completedFuture(Call.json(200, UP));
    }
    List<String> segments = SEGMENTS.splitToList(path.substring(1));
    ApiVersion version = ApiVersion.of(segments.get(0));
    Routes.Route route = version == null ? null : routes.find(segments.subList(1, segments.size()));
    if (version == null || route == null) {
      throw new RefusedException(ProblemCode.NO_RESOURCE, "there is nothing at this path");
    }
    Routes.Action action = route.actions().get(request.method());
    if (action == null) {
      throw new RefusedException(
          new RefusedException.Refusal(
              ProblemCode.METHOD_NOT_ALLOWED.status(),
              Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "allowed are " + route.allowed()),
              Map.of("Allow", route.allowed())));
    }
    Negotiation.check(request);
    Caller caller = caller(request, path);
    limit.check(caller, request.client());
    String base = rules.originOf().apply(request.origin());
    return action.run(new Call(request, version, caller, Query.parse(request.query()), base));
  }

  private static String trimmed(String path) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!trimmed.startsWith("/")) {
      throw new RefusedException(ProblemCode.NO_RESOURCE, "there is nothing at this path");
    }
    return trimmed;
  }

  private Caller caller(Request request, String path) {
    Caller caller;
    try {
      caller = authenticator.authenticate(token(request.header("Authorization")));
    } catch (RefusedTokenException e) {
      boolean expired = e.reason() == RefusedTokenException.Reason.EXPIRED;
      throw new RefusedException(
          expired ? ProblemCode.EXPIRED_TOKEN : ProblemCode.INVALID_TOKEN,
          String.valueOf(e.getMessage()));
    }
    if (!caller.permissions().allow(request.method(), path)) {
      throw new RefusedException(
          ProblemCode.PERMISSION, "the token's acl does not open this path for this method");
    }
    return caller;
  }

  private static String token(@org.jspecify.annotations.Nullable String header)
      throws RefusedTokenException {
    int blank = header == null ? -1 : header.indexOf(' ');
    if (header == null
        || blank < 0
        || !header.substring(0, blank).toLowerCase(Locale.ROOT).equals("bearer")) {
      throw new RefusedTokenException(
          RefusedTokenException.Reason.INVALID, "a token is needed: Authorization: Bearer …");
    }
    return header.substring(blank + 1).strip();
  }

  private static Answer refusal(Request request, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RefusedException refused) {
      return refusal(request, refused.refusal());
    }
    if (cause instanceof ConversationBusException known) {
      ProblemCode code = Failures.codeOf(known);
      if (code == ProblemCode.INTERNAL) {
        LOG.warn("a request failed, {}", request, known);
      }
      Map<String, String> headers =
          known instanceof RateLimitedException limited
              ? Map.of(Headers.RETRY_AFTER, seconds(limited))
              : Map.of();
      return refusal(
          request, new RefusedException.Refusal(code.status(), Failures.problemOf(known), headers));
    }
    LOG.error("a request failed, {}", request, cause);
    return refusal(
        request,
        new RefusedException.Refusal(
            500, Problem.of(ProblemCode.INTERNAL, "the server's log has more"), Map.of()));
  }

  /** Never early: rounded up. */
  private static String seconds(RateLimitedException limited) {
    return Long.toString(Math.max(1, (limited.retryAfter().toMillis() + 999) / 1000));
  }

  private static Answer refusal(Request request, RefusedException.Refusal refusal) {
    String instance = UUID.randomUUID().toString().replace("-", "");
    LOG.debug("refused, {}: {}, instance {}", request, refusal.problem().code(), instance);
    Answer answer =
        new Answer.Whole(
            refusal.status(),
            Map.of("Content-Type", Headers.PROBLEM_JSON),
            refusal.problem().toJson(instance));
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return refusal.status() == 401 ? answer.with("WWW-Authenticate", Headers.BEARER) : answer;
  }
}
