package dev.conversationbus;

import dev.conversationbus.error.UnavailableException;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Fails pages, delays them, and gives fewer events than were asked for, by chance. */
final class SpoiledHistory implements FakeTransport.Reading {

  private final Random chance;
  private final int percent;
  private final List<Runnable> delayed = new ArrayList<>();
  private int failuresInARow;

  SpoiledHistory(Random chance, int percent) {
    this.chance = chance;
    this.percent = percent;
  }

  @Override
  public CompletableFuture<HistoryPage> read(
      HistoryQuery query, Function<HistoryQuery, HistoryPage> answer) {
    HistoryQuery shorter =
        chance.nextBoolean() ? query.withLimit(1 + chance.nextInt(query.limit())) : query;
    switch (chance.nextInt(100) < percent ? chance.nextInt(2) : -1) {
      case 0 -> {
        // Fewer than the attempts after which the bus gives up.
        if (++failuresInARow < 5) {
          return CompletableFuture.failedFuture(new UnavailableException("spoiled", null, null));
        }
      }
      case 1 -> {
        CompletableFuture<HistoryPage> page = new CompletableFuture<>();
        delayed.add(() -> page.complete(answer.apply(shorter)));
        return page;
      }
      default -> {}
    }
    failuresInARow = 0;
    return CompletableFuture.completedFuture(answer.apply(shorter));
  }

  /** Gives one of the answers that were held back; {@return whether there was one} */
  boolean release() {
    if (delayed.isEmpty()) {
      return false;
    }
    delayed.remove(chance.nextInt(delayed.size())).run();
    return true;
  }
}
