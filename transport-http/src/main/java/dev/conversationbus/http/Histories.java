package dev.conversationbus.http;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.EventJson;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import dev.conversationbus.wire.PageJson;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.Paths;
import dev.conversationbus.wire.WireType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of history. What the other side cannot filter is filtered here, and a page larger
 * than its pages is put together of several.
 */
final class Histories {

  private final Ask ask;
  private final Learned learned;
  private final int pageSize;

  Histories(Ask ask, Learned learned, int pageSize) {
    this.ask = ask;
    this.learned = learned;
    this.pageSize = pageSize;
  }

  private record Part(List<RecordedEvent> events, int listed, boolean more, long forgotten) {}

  CompletableFuture<HistoryPage> read(HistoryQuery query) {
    if (query.afterId() >= query.beforeId() - 1) {
      // No id lies between; the question only tells whether the conversation is there.
      return part(query, 0, Long.MAX_VALUE, 1)
          .thenApply(part -> new HistoryPage(List.of(), false, part.forgotten));
    }
    return more(query, query.afterId(), query.beforeId(), new ArrayList<>());
  }

  private CompletableFuture<HistoryPage> more(
      HistoryQuery query, long after, long before, List<RecordedEvent> found) {
    int wanted = Math.min(pageSize, query.limit() - found.size() + (isExact(query) ? 0 : 1));
    return part(query, after, before, Math.max(1, wanted))
        .thenCompose(
            part -> {
              long place = query.newestFirst() ? before : after;
              for (RecordedEvent event : part.events) {
                place = event.id();
                if (query.matches(event)) {
                  found.add(event);
                }
              }
              boolean isFull =
                  found.size() > query.limit()
                      || (found.size() == query.limit() && (isExact(query) || !part.more));
              if (!part.more || isFull || part.events.isEmpty()) {
                boolean more = found.size() > query.limit() || (part.more && isFull);
                List<RecordedEvent> page =
                    found.size() > query.limit() ? found.subList(0, query.limit()) : found;
                return CompletableFuture.completedFuture(
                    new HistoryPage(page, more, part.forgotten));
              }
              return query.newestFirst()
                  ? more(query, after, place, found)
                  : more(query, place, before, found);
            });
  }

  /** {@return whether the other side does all the filtering} */
  private boolean isExact(HistoryQuery query) {
    boolean plain =
        query.filter().patterns().isEmpty() && query.from() == null && query.until() == null;
    return plain || (learned.isOurs() && fits(query.filter()));
  }

  private static boolean fits(EventFilter filter) {
    return filter.patterns().size() <= Params.MAX_EVENT_TYPES
        && filter.patterns().stream().noneMatch(pattern -> pattern.text().contains(","));
  }

  private CompletableFuture<Part> part(HistoryQuery query, long after, long before, int size) {
    ConversationId conversation = query.conversation();
    Target target =
        new Target(Paths.events(ApiVersion.V1, conversation)).with(Params.PAGE_SIZE, size);
    if (query.newestFirst()) {
      target.with(Params.ORDER, "desc");
    }
    if (after > 0) {
      target.with(Params.START_ID, after + 1);
    }
    if (before != Long.MAX_VALUE) {
      target.with(Params.END_ID, before - 1);
    }
    if (!query.includeDeleted()) {
      target.with(Params.EXCLUDE_DELETED, "true");
    }
    if (!learned.isHosted()) {
      if (!query.filter().patterns().isEmpty() && fits(query.filter())) {
        target.with(Params.EVENT_TYPE, WireType.filter(query.filter()));
      }
      target.with(Params.DATE_START, query.from() == null ? null : query.from().toString());
      target.with(Params.DATE_END, query.until() == null ? null : query.until().toString());
    }
    return ask.again(
        Ask.get(target.toString()), conversation.value(), json -> read(json, conversation, size));
  }

  private Part read(JsonValue json, ConversationId conversation, int size)
      throws MalformedJsonException {
    List<RecordedEvent> events = new ArrayList<>();
    List<JsonValue> items = PageJson.items(json, Fields.EVENTS);
    for (JsonValue item : items) {
      events.add(EventJson.read(item, conversation, learned.isOurs()));
    }
    boolean more = json.isArray() ? items.size() >= size : PageJson.next(json) != null;
    JsonValue forgotten = json.get(Fields.FORGOTTEN_THROUGH);
    return new Part(events, items.size(), more, forgotten == null ? 0 : forgotten.number());
  }

  /** {@return the id of the last event; 0 if there is none} */
  CompletableFuture<Long> lastId(ConversationId conversation) {
    HistoryQuery last =
        HistoryQuery.of(conversation)
            .withFilter(EventFilter.all())
            .includingDeleted()
            .backwards()
            .withLimit(1);
    return read(last)
        .thenApply(
            page -> page.events().isEmpty() ? page.forgottenThrough() : page.events().get(0).id());
  }

  /** {@return what is behind an id, of any kind, at most one page} */
  CompletableFuture<HistoryPage> behind(ConversationId conversation, long afterId) {
    return read(
        HistoryQuery.of(conversation)
            .withFilter(EventFilter.all())
            .includingDeleted()
            .after(afterId)
            .withLimit(pageSize));
  }

  static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    return failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
