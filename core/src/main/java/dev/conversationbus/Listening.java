package dev.conversationbus;

import dev.conversationbus.dispatch.Blocking;
import dev.conversationbus.dispatch.Dispatcher;
import dev.conversationbus.dispatch.Paced;
import dev.conversationbus.dispatch.Target;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Subscription;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers listeners: what for, from where on, and at which line of the program. */
final class Listening {

  private static final int KEPT_TARGETS = 10_000;

  private final Dispatcher dispatcher;
  private final BusSettings settings;
  private final Blocking blocking;
  private final @Nullable BusObserver observer;
  private final ConcurrentHashMap<Object, Target<?>> targets = new ConcurrentHashMap<>();

  Listening(Dispatcher dispatcher, BusSettings settings) {
    this.dispatcher = dispatcher;
    this.settings = settings;
    this.blocking = new Blocking(dispatcher, settings.sendDeadline());
    this.observer = settings.observer();
  }

  private record TypeAt(EventType<?> type, String place) {}

  private record TextAt(Target.Pattern pattern, String text, String place) {}

  <T> Target<T> typed(EventType<T> type) {
    String place = CallSite.here();
    String name = dispatcher.typeOf(type.name()).name();
    return shared(new TypeAt(type, place), () -> Target.typed(name, type, settings.codec(), place));
  }

  Target<Body> named(String type) {
    List<Violation> violations = settings.validator().validateName(type);
    if (!violations.isEmpty()) {
      throw new InvalidEventException(violations);
    }
    String place = CallSite.here();
    String name = dispatcher.typeOf(type).name();
    return shared(new TextAt(Target.Pattern.EXACT, name, place), () -> Target.raw(name, place));
  }

  Target<Body> prefixed(String prefix) {
    String place = CallSite.here();
    return shared(
        new TextAt(Target.Pattern.PREFIX, prefix, place), () -> Target.prefix(prefix, place));
  }

  Target<Body> any() {
    String place = CallSite.here();
    return shared(new TextAt(Target.Pattern.ANY, "", place), () -> Target.any(place));
  }

  /** One target for all registrations of one place, however many conversations it registers in. */
  @SuppressWarnings("unchecked")
  private <T> Target<T> shared(Object key, Supplier<Target<T>> make) {
    Target<?> known = targets.get(key);
    if (known == null) {
      known = make.get();
      if (targets.size() < KEPT_TARGETS) {
        targets.put(key, known);
      }
    }
    return (Target<T>) known;
  }

  <T> Subscription listen(
      ConversationId conversation, Target<T> target, Start from, EventListener<T> listener) {
    EventListener<T> observed = observed(listener);
    long afterId = startOf(conversation, target, from);
    return afterId == Feed.LIVE
        ? dispatcher.subscribe(conversation, target, observed, settings.sendDeadline())
        : dispatcher.replay(conversation, target, observed, afterId, settings.sendDeadline());
  }

  <T> Subscription once(ConversationId conversation, Target<T> target, EventListener<T> listener) {
    return listen(conversation, target, Start.live(), new OnceListener<>(listener));
  }

  <T> Paced paced(
      ConversationId conversation, Target<T> target, Start from, EventListener<T> listener) {
    return dispatcher.paced(
        conversation,
        target,
        observed(listener),
        startOf(conversation, target, from),
        settings.sendDeadline());
  }

  private <T> EventListener<T> observed(EventListener<T> listener) {
    return observer == null ? listener : new ObservedListener<>(listener, observer);
  }

  private long startOf(ConversationId conversation, Target<?> target, Start from) {
    if (from instanceof Start.AfterId after) {
      return after.id();
    }
    if (!(from instanceof Start.Last last) || last.count() == 0) {
      return Feed.LIVE;
    }
    HistoryQuery query = HistoryQuery.of(conversation).withFilter(target.filter()).backwards();
    long first = 1;
    int left = last.count();
    while (left > 0) {
      // A page may hold less than it was asked for.
      HistoryQuery limited = query.withLimit(left);
      HistoryPage page =
          blocking.await("reading the last events", dispatcher.guarded(t -> t.history(limited)));
      if (page.events().isEmpty()) {
        break;
      }
      first = page.events().get(page.events().size() - 1).id();
      left = page.hasMore() ? left - page.events().size() : 0;
      query = query.before(first);
    }
    return first - 1;
  }
}
