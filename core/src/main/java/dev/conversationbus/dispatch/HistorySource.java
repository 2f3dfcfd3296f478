package dev.conversationbus.dispatch;

import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads history pages from the transport, and tries again for a while when it cannot. */
record HistorySource(Dispatcher dispatcher, ConversationId conversation, EventFilter filter)
    implements HistoryRun.Source {

  private static final int PAGE = 500;
  private static final int ATTEMPTS = 8;

  @Override
  public void read(
      long afterId,
      long throughId,
      BiConsumer<HistoryRun.@Nullable Result, @Nullable ConversationBusException> then) {
    attempt(
        HistoryQuery.of(conversation)
            .withFilter(filter)
            .after(afterId)
            .before(throughId == Long.MAX_VALUE ? throughId : throughId + 1)
            .withLimit(PAGE),
        1,
        then);
  }

  private void attempt(
      HistoryQuery query,
      int number,
      BiConsumer<HistoryRun.@Nullable Result, @Nullable ConversationBusException> then) {
    dispatcher.call(
        transport -> transport.history(query),
        (page, failure) -> {
          if (page != null) {
            then.accept(result(page), null);
          } else if (number >= ATTEMPTS
              || failure instanceof BusClosedException
              || dispatcher.isClosed()) {
            then.accept(null, failure);
          } else {
            dispatcher.timing().after(backOff(number), () -> attempt(query, number + 1, then));
          }
        });
  }

  static Duration backOff(int number) {
    return Duration.ofMillis(Math.min(5_000, 50L << Math.min(number, 10)));
  }

  private HistoryRun.Result result(HistoryPage page) {
    List<CustomEvent<Body>> events = new ArrayList<>(page.events().size());
    for (RecordedEvent recorded : page.events()) {
      if (recorded.isCustom()) {
        events.add(dispatcher.eventOf(recorded));
      }
    }
    long through = page.events().isEmpty() ? 0 : page.events().get(page.events().size() - 1).id();
    return new HistoryRun.Result(events, through, page.hasMore(), page.forgottenThrough());
  }
}
