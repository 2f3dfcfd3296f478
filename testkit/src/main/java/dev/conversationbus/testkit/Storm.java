package dev.conversationbus.testkit;

import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** Several threads that call at random, and what must hold whatever they did. */
final class Storm {

  private static final int THREADS = 4;

  private final Stage stage;
  private final long seed;
  private final ConversationId lunch;
  private final Map<Long, RecordedEvent> accepted = new ConcurrentHashMap<>();
  private final Queue<HeardFeed> feeds = new ConcurrentLinkedQueue<>();

  Storm(Stage stage, long seed) throws InterruptedException {
    this.stage = stage;
    this.seed = seed;
    this.lunch = stage.conversation();
  }

  void run(int steps) throws Exception {
    Crowd.run(THREADS, stage.patience(), number -> runOne(new Random(seed + number), steps));
    long last = stage.say(lunch, "last").id();
    List<RecordedEvent> recorded = stage.everything(lunch);
    idsAreDense(recorded, last);
    for (RecordedEvent event : accepted.values()) {
      stands(event, recorded.get((int) event.id() - 1));
    }
    for (HeardFeed feed : feeds) {
      feed.exactly(feed.feed().startedAfter() + 1, last);
    }
    deletionsAreRecordedOnce(recorded);
  }

  private void runOne(Random random, int steps) throws Exception {
    User user = stage.user("user");
    for (int i = 0; i < steps; i++) {
      Member member = stage.join(lunch, user);
      switch (random.nextInt(6)) {
        case 0 -> feeds.add(stage.hear(lunch, Feed.LIVE));
        case 1 -> feeds.add(fromThePast(random.nextInt(2)));
        case 2 -> delete(1 + random.nextInt(30));
        case 3 -> stage.get(stage.transport().leave(lunch, member.id()));
        default -> {
          Body body = Body.parse("{\"n\":" + random.nextInt(1000) + "}");
          RecordedEvent event = stage.say(lunch, member, "ping", body);
          if (accepted.put(event.id(), event) != null) {
            throw new AssertionError("#" + event.id() + " was given twice");
          }
        }
      }
    }
  }

  /** Whoever calls this has joined, so there is an event at least. */
  private HeardFeed fromThePast(long after) throws InterruptedException {
    HeardFeed feed = stage.hear(lunch, after);
    if (feed.feed().startedAfter() != after) {
      throw new AssertionError(
          "opened after " + after + ", started after " + feed.feed().startedAfter());
    }
    return feed;
  }

  private void delete(long id) throws InterruptedException {
    try {
      var unused = stage.transport().delete(lunch, id, null).get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof NotFoundException)) {
        throw new AssertionError("deleting #" + id + " failed", e.getCause());
      }
    }
  }

  private static void idsAreDense(List<RecordedEvent> recorded, long last) {
    long next = 1;
    for (RecordedEvent event : recorded) {
      if (event.id() != next++) {
        throw new AssertionError("a hole or a double before #" + event.id());
      }
    }
    if (recorded.size() != last) {
      throw new AssertionError("the last is #" + last + " of " + recorded.size() + " events");
    }
  }

  private static void stands(RecordedEvent answered, RecordedEvent recorded) {
    var deletedAt = recorded.deletedAt();
    RecordedEvent expected = deletedAt == null ? answered : answered.tombstone(deletedAt);
    if (!expected.equals(recorded)) {
      throw new AssertionError("answered with " + answered + ", recorded is " + recorded);
    }
  }

  private static void deletionsAreRecordedOnce(List<RecordedEvent> recorded) {
    long tombstones = recorded.stream().filter(RecordedEvent::isDeleted).count();
    long deletions =
        recorded.stream().filter(e -> e.name().equals(RecordedEvent.EVENT_DELETE)).count();
    if (tombstones != deletions) {
      throw new AssertionError(tombstones + " tombstones of " + deletions + " deletions");
    }
  }
}
