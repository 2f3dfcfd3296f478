package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 4, for locks: foreign code is called without one, so it may wait for other threads. */
abstract class LockPromises extends PromiseGroup {

  private List<RecordedEvent> useFromAnotherThread(ConversationId conversation) {
    CompletableFuture<List<RecordedEvent>> other =
        inBackground(
            () -> {
              stage().join(conversation, "other");
              stage().say(conversation, "other");
              stage().hear(conversation, 0).close();
              return stage().everything(conversation);
            });
    return unchecked(() -> stage().get(other));
  }

  @Test
  @DisplayName("4: no lock is held while an observer runs")
  void noLockIsHeldWhileAnObserverRuns() throws Exception {
    ConversationId lunch = conversation();
    List<Integer> seen = new CopyOnWriteArrayList<>();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                Feed.LIVE,
                event -> {
                  if (event.id() == 1) {
                    seen.add(useFromAnotherThread(lunch).size());
                  }
                });
    stage().say(lunch, "first");
    feed.exactly(1, 3);
    assertEquals(List.of(3), seen);
  }

  @Test
  @DisplayName("4: no lock is held while the past is handed to an observer")
  void noLockIsHeldWhileThePastIsHandedOn() throws Exception {
    ConversationId lunch = conversation();
    stage().sayMany(lunch, 3);
    List<Integer> seen = new CopyOnWriteArrayList<>();
    HeardFeed feed =
        stage()
            .hear(
                lunch,
                0,
                event -> {
                  if (event.id() == 1) {
                    seen.add(useFromAnotherThread(lunch).size());
                  }
                });
    feed.exactly(1, 5);
    assertEquals(List.of(5), seen);
  }

  @Test
  @DisplayName("4: no lock is held while a future completes")
  void noLockIsHeldWhileAFutureCompletes() throws Exception {
    ConversationId lunch = conversation();
    CompletableFuture<Integer> afterPublishing =
        transport()
            .publish(Stage.publication(lunch, null))
            .thenApply(outcome -> useFromAnotherThread(lunch).size());
    assertEquals(3, stage().get(afterPublishing));
    CompletableFuture<Integer> afterJoining =
        transport()
            .join(lunch, stage().user("late").id())
            .thenApply(member -> useFromAnotherThread(lunch).size());
    assertEquals(6, stage().get(afterJoining));
  }

  @Test
  @DisplayName("4: a callback of a future may call the transport again")
  void aCallbackMayCallTheTransport() throws Exception {
    ConversationId lunch = conversation();
    CompletableFuture<RecordedEvent> third =
        transport()
            .publish(Stage.publication(lunch, null))
            .thenCompose(outcome -> transport().publish(Stage.publication(lunch, null)))
            .thenCompose(outcome -> transport().publish(Stage.publication(lunch, null)))
            .thenApply(Stage::accepted);
    assertEquals(3, stage().get(third).id());
  }
}
