package dev.conversationbus;

import dev.conversationbus.event.ConversationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What a bus said about events that a listener did not get. */
final class Announcements implements BusObserver {

  record Gap(long from, long to, String why) {

    boolean holds(long id) {
      return from <= id && id <= to;
    }
  }

  final List<Gap> gaps = new CopyOnWriteArrayList<>();
  final List<String> drops = new CopyOnWriteArrayList<>();
  final AtomicLong dropped = new AtomicLong();
  final AtomicLong broken = new AtomicLong();

  @Override
  public void onDropped(ConversationId conversation, long events, String why) {
    dropped.addAndGet(events);
    drops.add(why);
  }

  @Override
  public void onGap(ConversationId conversation, long fromId, long toId, String why) {
    gaps.add(new Gap(fromId, toId, why));
  }

  @Override
  public void onFeedBroken(ConversationId conversation, long afterId) {
    broken.incrementAndGet();
  }

  boolean saysGone(long id) {
    return gaps.stream().anyMatch(gap -> gap.holds(id));
  }
}
