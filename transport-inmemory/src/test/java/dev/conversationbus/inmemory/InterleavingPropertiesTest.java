package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Body;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Ids and order with eight threads that publish while feeds come and go. */
class InterleavingPropertiesTest {

  private static final int PUBLISHERS = 8;
  private static final int EACH = 400;
  private static final int LISTENERS = 2;

  /** Checks, while it listens, that ids have no hole and calls do not overlap. */
  private static final class Checker implements FeedObserver {

    private final AtomicBoolean busy = new AtomicBoolean();
    private final Queue<String> faults;
    private final int throwEvery;
    private volatile long first;
    private volatile long last;

    /** What it heard, or where it began if it heard nothing. */
    private long place(Feed feed) {
      return first == 0 ? feed.startedAfter() : last;
    }

    Checker(Queue<String> faults, int throwEvery) {
      this.faults = faults;
      this.throwEvery = throwEvery;
    }

    @Override
    public void onEvent(RecordedEvent event) {
      if (!busy.compareAndSet(false, true)) {
        faults.add("two calls at once at " + event.id());
      }
      if (first == 0) {
        first = event.id();
      } else if (event.id() != last + 1) {
        faults.add(event.id() + " follows " + last);
      }
      last = event.id();
      busy.set(false);
      if (event.id() % throwEvery == 0) {
        throw new Expected();
      }
    }

    @Override
    public void onGap(long fromId, long toId, String why) {
      faults.add("gap " + fromId + ".." + toId);
    }

    @Override
    public void onBroken(@Nullable Throwable cause) {
      faults.add("broken: " + cause);
    }
  }

  /** Thrown on purpose, without a stack trace to log. */
  private static final class Expected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Expected() {
      super("on purpose", null, false, false);
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void everyFeedHearsADenseRunOnceAndInOrder(@ForAll("seeds") long seed) throws Exception {
    InMemoryHub hub = InMemoryHub.create();
    Talk talk = Talk.on(hub.transport());
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    Queue<LongSupplier> standing = new ConcurrentLinkedQueue<>();
    AtomicLong accepted = new AtomicLong();
    List<Runnable> jobs = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      jobs.add(() -> publish(talk, accepted));
    }
    for (int i = 0; i < LISTENERS; i++) {
      Random random = new Random(seed + i);
      Talk own = new Talk(hub.transport(), talk.id());
      jobs.add(() -> comeAndGo(own, random, faults, standing));
    }
    runAll(jobs, faults);

    long total = PUBLISHERS * EACH;
    assertThat(faults).isEmpty();
    assertThat(accepted).hasValue(LongStream.rangeClosed(1, total).sum());
    assertThat(standing).extracting(LongSupplier::getAsLong).containsOnly(total);
    assertHistoryIsDense(talk, total);
  }

  private static void publish(Talk talk, AtomicLong sumOfIds) {
    for (int i = 0; i < EACH; i++) {
      Outcome outcome = now(talk.offer(null, "said", Body.empty(), null));
      sumOfIds.addAndGet(((Outcome.Accepted) outcome).event().id());
    }
  }

  private static void comeAndGo(
      Talk talk, Random random, Queue<String> faults, Queue<LongSupplier> standing) {
    for (int i = 0; i < 60; i++) {
      Checker checker = new Checker(faults, 50 + random.nextInt(500));
      long place = random.nextBoolean() ? Feed.LIVE : random.nextInt(200);
      Feed feed = talk.listen(place, checker);
      for (int turn = random.nextInt(50); turn > 0; turn--) {
        assertThat(talk.page(talk.query().withLimit(1)).events()).hasSizeLessThan(2);
      }
      if (checker.first != 0 && checker.first != feed.startedAfter() + 1) {
        faults.add("started after " + feed.startedAfter() + ", heard " + checker.first);
      }
      if (random.nextInt(10) > 0) {
        feed.close();
      } else {
        standing.add(() -> checker.place(feed));
      }
    }
    Checker last = new Checker(faults, Integer.MAX_VALUE);
    Feed feed = talk.listen(0, last);
    standing.add(() -> last.place(feed));
  }

  private static void assertHistoryIsDense(Talk talk, long total) {
    List<Long> ids = new ArrayList<>();
    HistoryPage page;
    do {
      page =
          talk.page(talk.query().withFilter(EventFilter.all()).withLimit(1000).after(ids.size()));
      page.events().forEach(event -> ids.add(event.id()));
    } while (page.hasMore());
    assertThat(ids).isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void keysStandForOneEventWhoeverSendsThem(@ForAll("seeds") long seed) throws Exception {
    InMemoryHub hub = InMemoryHub.create();
    Talk talk = Talk.on(hub.transport());
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    int keys = 1 + (int) Math.floorMod(seed, 100L);
    List<Runnable> jobs = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      Random random = new Random(seed + i);
      jobs.add(
          () -> {
            for (int n = 0; n < EACH; n++) {
              int key = random.nextInt(keys);
              Outcome outcome = now(talk.offer("said" + key, "k" + key));
              if (!(outcome instanceof Outcome.Accepted accepted)
                  || !accepted.event().name().equals("said" + key)) {
                faults.add(key + ": " + outcome);
              }
            }
          });
    }
    runAll(jobs, faults);

    assertThat(faults).isEmpty();
    List<RecordedEvent> events = talk.page(talk.query().withLimit(1000)).events();
    assertThat(events).extracting(RecordedEvent::name).doesNotHaveDuplicates();
    assertThat(events).extracting(RecordedEvent::id).isEqualTo(upTo(events.size()));
  }

  private static List<Long> upTo(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  /** Runs the jobs at the same time, each on a thread of its own. */
  private static void runAll(List<Runnable> jobs, Queue<String> faults) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(jobs.size());
    for (Runnable job : jobs) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  job.run();
                } catch (InterruptedException | RuntimeException | AssertionError e) {
                  faults.add(e.toString());
                } finally {
                  end.countDown();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    start.countDown();
    assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
