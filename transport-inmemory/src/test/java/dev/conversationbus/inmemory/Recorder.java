package dev.conversationbus.inmemory;

import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An observer that remembers what it was told. */
class Recorder implements FeedObserver {

  final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
  final List<String> gaps = new CopyOnWriteArrayList<>();
  final List<String> breaks = new CopyOnWriteArrayList<>();

  @Override
  public void onEvent(RecordedEvent event) {
    events.add(event);
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    gaps.add(fromId + ".." + toId);
  }

  @Override
  public void onBroken(@Nullable Throwable cause) {
    breaks.add(String.valueOf(cause));
  }

  List<Long> ids() {
    return events.stream().map(RecordedEvent::id).toList();
  }

  List<String> names() {
    return events.stream().map(RecordedEvent::name).toList();
  }
}
