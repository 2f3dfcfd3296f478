package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.stream.EventStream;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.Paths;
import dev.conversationbus.wire.Problem;
import dev.conversationbus.wire.ProblemCode;
import dev.conversationbus.wire.WireType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Events of a conversation: create, list, get, delete, and the stream. */
final class EventResource {

  private final Transport transport;
  private final Access access;
  private final RestRules rules;
  private final EphemeralEvents ephemeral;

  EventResource(Transport transport, Access access, RestRules rules) {
    this.transport = transport;
    this.access = access;
    this.rules = rules;
    this.ephemeral = new EphemeralEvents(transport, access, rules);
  }

  CompletableFuture<Answer> create(Call call, ConversationId conversation) {
    JsonValue json = call.object();
    MemberId from = Ids.memberOrNull(Call.text(json, Fields.FROM));
    List<Violation> violations = new ArrayList<>();
    if (EphemeralEvents.TYPE.equals(Call.text(json, Fields.TYPE))) {
      return ephemeral.create(call, conversation, from, body(json, violations), violations);
    }
    String name = name(Call.text(json, Fields.TYPE), violations);
    Body body = body(json, violations);
    IdempotencyKey key = key(call.request().header(Headers.IDEMPOTENCY_KEY));
    // What the caller may not see is not there, however wrong the rest.
    return access
        .actor(call.caller(), conversation, from)
        .thenCompose(
            actor -> {
              if (!violations.isEmpty()) {
                throw new InvalidEventException(violations);
              }
              return transport.publish(
                  new Publication(conversation, actor, name, body, key, rules.sendDeadline()));
            })
        .thenApply(outcome -> answer(call, outcome));
  }

  private String name(@Nullable String type, List<Violation> violations) {
    if (type == null || !type.startsWith(WireType.PREFIX)) {
      violations.add(
          Violation.of(
              "type.not-custom",
              Fields.TYPE,
              type == null ? "none" : type.codePointCount(0, type.length()) + " characters",
              "a string that begins with " + WireType.PREFIX));
      return "";
    }
    String name = WireType.name(type);
    violations.addAll(rules.events().validateName(name));
    return name;
  }

  private Body body(JsonValue json, List<Violation> violations) {
    try {
      JsonValue body = json.get(Fields.BODY);
      if (body != null) {
        return Body.parse(body.bytes(), rules.events());
      }
      if (!rules.missingBodyIsEmpty()) {
        violations.add(Violation.of("body.not-an-object", Fields.BODY, "none", "a JSON object"));
      }
    } catch (InvalidEventException e) {
      violations.addAll(e.violations());
    } catch (MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
    return Body.empty();
  }

  private static @Nullable IdempotencyKey key(@Nullable String header) {
    try {
      return header == null ? null : IdempotencyKey.of(header);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid(
          Headers.IDEMPOTENCY_KEY, "must be 1 to 255 visible ASCII characters");
    }
  }

  private static Answer answer(Call call, Outcome outcome) {
    if (outcome instanceof Outcome.Accepted accepted) {
      ApiVersion version = call.version();
      RecordedEvent event = accepted.event();
      return Call.json(
          version.createdStatus(),
          json -> {
            if (version.isOld()) {
              EventJson.writeReceipt(json, event, version, call.base());
            } else {
              EventJson.write(json, event, version, call.base());
            }
          });
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      throw rejected.reason();
    }
    throw new RefusedException(ProblemCode.UNKNOWN_OUTCOME, "look it up by its idempotency key");
  }

  CompletableFuture<Answer> list(Call call, ConversationId conversation) {
    if (Negotiation.wantsStream(call.request())) {
      return stream(call, conversation);
    }
    EventCursor cursor = EventCursor.of(call.query());
    // The oldest version knows no pages; its list has a bound all the same.
    int size = call.version() == ApiVersion.BETA ? HistoryQuery.MAX_LIMIT : call.query().pageSize();
    return access
        .inside(call.caller(), conversation)
        .thenCompose(ok -> transport.history(cursor.toHistory(conversation, size)))
        .thenCompose(page -> page(call, conversation, cursor, size, page));
  }

  private CompletableFuture<Answer> page(
      Call call, ConversationId conversation, EventCursor cursor, int size, HistoryPage page) {
    List<RecordedEvent> events = new ArrayList<>(page.events());
    if (cursor.backwards()) {
      Collections.reverse(events);
    }
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(
          answer(call, conversation, cursor, size, events, null, null, page.forgottenThrough()));
    }
    EventCursor next = cursor.behind(events.get(events.size() - 1).id());
    EventCursor prev = cursor.before(events.get(0).id());
    EventCursor other = cursor.backwards() ? next : prev;
    // Whether there is more on the side that was not read has to be asked.
    CompletableFuture<Boolean> there =
        cursor.place() == 0
            ? CompletableFuture.completedFuture(false)
            : transport
                .history(other.toHistory(conversation, 1))
                .thenApply(beyond -> !beyond.events().isEmpty());
    return there.thenApply(
        more -> {
          boolean hasNext = cursor.backwards() ? more : page.hasMore();
          boolean hasPrev = cursor.backwards() ? page.hasMore() : more;
          return answer(
              call,
              conversation,
              cursor,
              size,
              events,
              hasNext ? next : null,
              hasPrev ? prev : null,
              page.forgottenThrough());
        });
  }

  private Answer answer(
      Call call,
      ConversationId conversation,
      EventCursor cursor,
      int size,
      List<RecordedEvent> events,
      @Nullable EventCursor next,
      @Nullable EventCursor prev,
      long forgottenThrough) {
    return new PageAnswer<>(
            Fields.EVENTS,
            events,
            size,
            Paths.events(call.version(), conversation),
            cursor.first().parameters(size),
            cursor.parameters(size),
            next == null ? null : next.parameters(size),
            prev == null ? null : prev.parameters(size),
            forgottenThrough)
        .toAnswer(
            call,
            rules.listShape(),
            (json, event) -> EventJson.write(json, event, call.version(), call.base()));
  }

  private CompletableFuture<Answer> stream(Call call, ConversationId conversation) {
    long after = place(call);
    EventStream.Source stream =
        new EventStream.Source(transport, conversation, after, rules.heartbeat(), rules.timing());
    return access
        .inside(call.caller(), conversation)
        .thenCompose(ok -> access.existing(conversation))
        .thenApply(
            ok ->
                new Answer.Streamed(
                    200,
                    Map.of("Content-Type", Headers.EVENT_STREAM, "X-Accel-Buffering", "no"),
                    sink -> stream.open(sink, call.base())));
  }

  private static long place(Call call) {
    String last = call.request().header(Headers.LAST_EVENT_ID);
    if (last == null || last.isEmpty()) {
      long start = call.query().id(Params.START_ID, -1);
      return start < 0 ? Feed.LIVE : Math.max(0, start - 1);
    }
    try {
      long id = Long.parseLong(last);
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a negative number.
    }
    throw RefusedException.invalid(Headers.LAST_EVENT_ID, "must be a whole number, 0 or more");
  }

  CompletableFuture<Answer> get(Call call, ConversationId conversation, long id) {
    HistoryQuery one =
        HistoryQuery.of(conversation)
            .withFilter(EventFilter.all())
            .includingDeleted()
            .after(id - 1)
            .before(id + 1)
            .withLimit(1);
    return access
        .inside(call.caller(), conversation)
        .thenCompose(ok -> transport.history(one))
        .thenApply(
            page -> {
              if (page.events().isEmpty()) {
                throw Ids.missingEvent(id);
              }
              return event(call, page.events().get(0));
            });
  }

  CompletableFuture<Answer> delete(Call call, ConversationId conversation, long id) {
    MemberId from = Ids.memberOrNull(call.query().text(Params.FROM));
    CompletableFuture<@Nullable MemberId> actor =
        from == null
            ? access.joined(call.caller(), conversation)
            : access.actor(call.caller(), conversation, from);
    return actor
        .thenCompose(by -> transport.delete(conversation, id, by))
        .thenApply(tombstone -> call.deleted());
  }

  /** Tells what became of a publication. */
  CompletableFuture<Answer> lookUp(Call call, ConversationId conversation, String text) {
    IdempotencyKey key = key(text);
    if (key == null) {
      throw new RefusedException(ProblemCode.NO_RESOURCE, "no key");
    }
    return access
        .inside(call.caller(), conversation)
        .thenCompose(ok -> transport.lookUp(conversation, key))
        .thenApply(
            outcome -> {
              if (outcome instanceof Outcome.Accepted accepted) {
                return event(call, accepted.event());
              }
              if (outcome instanceof Outcome.Rejected rejected) {
                throw rejected.reason();
              }
              throw new RefusedException(
                  new RefusedException.Refusal(
                      ProblemCode.KEY_UNKNOWN.status(),
                      Problem.of(ProblemCode.KEY_UNKNOWN, ((Outcome.Unknown) outcome).why()),
                      Map.of()));
            });
  }

  private static Answer event(Call call, RecordedEvent event) {
    return Call.json(200, json -> EventJson.write(json, event, call.version(), call.base()));
  }
}
