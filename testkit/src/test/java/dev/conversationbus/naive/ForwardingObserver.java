package dev.conversationbus.naive;

import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** An observer that hands on; what a subclass overrides, it gets wrong. */
class ForwardingObserver implements FeedObserver {

  final FeedObserver right;

  ForwardingObserver(FeedObserver right) {
    this.right = right;
  }

  @Override
  public void onEvent(RecordedEvent event) {
    right.onEvent(event);
  }

  @Override
  public void onGap(long fromId, long toId, String why) {
    right.onGap(fromId, toId, why);
  }

  @Override
  public void onBroken(@Nullable Throwable cause) {
    right.onBroken(cause);
  }
}
