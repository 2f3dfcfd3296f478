package dev.conversationbus;

import dev.conversationbus.spi.RecordedEvent;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Loses, doubles and swaps events, and breaks feeds, by chance. */
final class SpoiledFeed implements FakeTransport.Feeding {

  private final Random chance;
  private final int percent;
  private @Nullable RecordedEvent kept;

  SpoiledFeed(Random chance, int percent) {
    this.chance = chance;
    this.percent = percent;
  }

  @Override
  public void feed(RecordedEvent event, FakeFeed feed) {
    switch (chance.nextInt(100) < percent ? chance.nextInt(5) : -1) {
      case 0 -> {
        // It is lost.
      }
      case 1 -> {
        feed.give(event);
        feed.give(event);
      }
      case 2 -> kept = event;
      case 3 -> feed.breakOff(new IllegalStateException("broken"));
      case 4 -> {
        feed.give(event);
        feed.breakOff(null);
      }
      default -> {
        feed.give(event);
        RecordedEvent late = kept;
        if (late != null) {
          kept = null;
          feed.give(late);
        }
      }
    }
  }
}
