package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.BodyDecoder;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A history as a query to the transport. */
record TransportHistory(DefaultConversationBus bus, HistoryQuery query) implements History {

  private TransportHistory with(HistoryQuery narrower) {
    return new TransportHistory(bus, narrower);
  }

  @Override
  public History ofType(String... names) {
    return with(
        query.withFilter(
            new EventFilter(
                Arrays.stream(names)
                    .map(name -> new EventFilter.Pattern(EventKind.CUSTOM, name, false))
                    .toList())));
  }

  @Override
  public History ofPrefix(String prefix) {
    return with(query.withFilter(EventFilter.prefixed(prefix)));
  }

  @Override
  public History after(long id) {
    return with(query.after(Math.max(id, query.afterId())));
  }

  @Override
  public History before(long id) {
    return with(query.before(Math.min(id, query.beforeId())));
  }

  @Override
  public History between(Instant from, Instant until) {
    return with(query.between(requireNonNull(from, "from"), requireNonNull(until, "until")));
  }

  @Override
  public History newestFirst() {
    return with(query.backwards());
  }

  @Override
  public EventPage page(int limit) {
    HistoryQuery limited = query.withLimit(limit);
    return pageOf(bus.call("reading history", t -> t.history(limited)));
  }

  @Override
  public CompletableFuture<EventPage> pageAsync(int limit) {
    HistoryQuery limited = query.withLimit(limit);
    CompletableFuture<EventPage> answer = new CompletableFuture<>();
    bus.dispatcher()
        .call(
            t -> t.history(limited),
            (page, failure) -> {
              if (page != null) {
                answer.complete(pageOf(page));
              } else {
                answer.completeExceptionally(requireNonNull(failure));
              }
            });
    return answer;
  }

  private EventPage pageOf(HistoryPage page) {
    List<CustomEvent<Body>> events = page.events().stream().map(bus.dispatcher()::eventOf).toList();
    Optional<History> rest =
        page.hasMore() && !events.isEmpty()
            ? Optional.of(behind(events.get(events.size() - 1)))
            : Optional.empty();
    return new EventPage(events, rest, page.forgottenThrough());
  }

  private History behind(CustomEvent<?> last) {
    return query.newestFirst() ? before(last.id()) : after(last.id());
  }

  @Override
  public Stream<CustomEvent<Body>> stream() {
    return Paging.stream(null, this::pageBehind);
  }

  private Paging.Page<CustomEvent<Body>> pageBehind(@Nullable CustomEvent<Body> last) {
    EventPage page = (last == null ? this : behind(last)).page(Paging.SIZE);
    return new Paging.Page<>(page.events(), page.next().isEmpty());
  }

  @Override
  public <T> Stream<CustomEvent<T>> stream(EventType<T> type) {
    Stream<CustomEvent<Body>> events = ofType(type.name()).stream();
    BodyDecoder<T> decoder = BodyDecoder.of(type, bus.settings().codec());
    return events.map(
        event ->
            new CustomEvent<>(
                event.conversation(),
                event.id(),
                type,
                event.from(),
                decoder.decode(event.body()),
                event.timestamp()));
  }
}
