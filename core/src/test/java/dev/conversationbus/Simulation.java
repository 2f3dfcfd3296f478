package dev.conversationbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.Subscription;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One conversation under a random schedule of sending, subscribing, unsubscribing, faults of the
 * feed, of the history and of the executor, all on one thread, so that a seed tells everything.
 */
final class Simulation implements AutoCloseable {

  /** What may go wrong. */
  record Faults(
      int feedPercent, int historyPercent, boolean refusingExecutor, boolean forgetting) {}

  private static final int STEPS = 120;
  private static final String[] NAMES = {"a", "b", "bb"};

  private final Random random;
  private final Faults faults;
  private final FakeTransport transport = FakeTransport.create();
  private final ManualExecutor executor;
  private final SpoiledHistory history;
  private final Announcements announced = new Announcements();
  private final ConversationBus bus;
  private final Conversation conversation;
  private final FakeRoom room;
  private final List<Hearer> hearers = new ArrayList<>();
  private int echoes;

  Simulation(long seed, Delivery delivery, ManualExecutor executor, Faults faults) {
    this.random = new Random(seed);
    this.faults = faults;
    this.executor = executor;
    this.history = new SpoiledHistory(random, faults.historyPercent());
    this.bus = ConversationBus.builder(transport).delivery(delivery).observer(announced).build();
    this.conversation = bus.newConversation().asApplication();
    this.room = transport.room(conversation);
  }

  /** A listener, what it is owed and what it heard. */
  private final class Hearer implements EventListener<Body> {

    final List<Long> heard = new ArrayList<>();
    final @Nullable String prefix;
    final String name;
    final Start start;
    long owedAfter;
    @Nullable Subscription subscription;

    Hearer(@Nullable String prefix, String name, Start start) {
      this.prefix = prefix;
      this.name = name;
      this.start = start;
    }

    void subscribe() {
      List<Long> kept = matching(room.forgottenThrough()).boxed().toList();
      subscription =
          prefix == null
              ? conversation.on(name, start, this)
              : conversation.onPrefix(prefix, start, this);
      owedAfter = room.lastId();
      if (start instanceof Start.AfterId after) {
        owedAfter = after.id();
      } else if (start instanceof Start.Last last && last.count() > 0 && !kept.isEmpty()) {
        owedAfter = kept.get(Math.max(0, kept.size() - last.count())) - 1;
      }
    }

    LongStream matching(long after) {
      return LongStream.rangeClosed(after + 1, room.lastId()).filter(this::isMine);
    }

    private boolean isMine(long id) {
      RecordedEvent event = room.everRecorded(id);
      return event.isCustom()
          && (prefix == null ? event.name().equals(name) : event.name().startsWith(prefix));
    }

    @Override
    public void onEvent(Sender from, CustomEvent<Body> event) {
      heard.add(event.id());
      if (random.nextInt(20) == 0 && echoes++ < 20) {
        send();
      }
      if (random.nextInt(50) == 0) {
        throw new IllegalStateException("a listener that fails");
      }
    }

    void check() {
      assertThat(heard).as("ids heard by %s", this).isSorted().doesNotHaveDuplicates();
      assertThat(heard).allMatch(this::isMine);
      List<Long> missing = matching(owedAfter).boxed().filter(id -> !heard.contains(id)).toList();
      boolean fromFirstKept = owedAfter == 0 && !start.equals(Start.live());
      long firstHeard = heard.isEmpty() ? Long.MAX_VALUE : heard.get(0);
      assertThat(missing)
          .as("ids that %s missed in silence; it heard %s, gaps %s", this, heard, announced.gaps)
          .allMatch(
              id ->
                  announced.saysGone(id)
                      || (fromFirstKept && id < firstHeard && id <= room.forgottenThrough()));
    }

    void close() {
      if (subscription != null) {
        subscription.close();
      }
    }

    boolean isStillThere() {
      return subscription != null && subscription.isActive();
    }

    @Override
    public String toString() {
      return (prefix == null ? name : prefix + "*") + " from " + start;
    }
  }

  void run() {
    transport.feed(new SpoiledFeed(random, faults.feedPercent()));
    transport.reading = history;
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    settle();
    hearers.stream().filter(Hearer::isStillThere).forEach(Hearer::check);
    if (!faults.forgetting()) {
      assertThat(announced.gaps).isEmpty();
    }
    assertThat(announced.dropped).hasValue(0);
  }

  private void step() {
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> send();
      case 4 -> conversation.join("user" + random.nextInt(50));
      case 5 -> subscribe();
      case 6 -> unsubscribe();
      case 7 -> transport.holdFeeds();
      case 8 -> transport.releaseFeeds();
      case 9 -> history.release();
      case 10 -> transport.time.advance(Duration.ofMillis(random.nextInt(300)));
      case 11 -> executor.refuse(faults.refusingExecutor() && random.nextInt(3) == 0);
      case 12 -> forget();
      default -> executor.runOne();
    }
  }

  private void send() {
    conversation.send(NAMES[random.nextInt(NAMES.length)], Body.empty());
  }

  private void subscribe() {
    Start start =
        switch (random.nextInt(4)) {
          case 0 -> Start.live();
          case 1 -> Start.beginning();
          case 2 -> Start.afterId(random.nextInt((int) room.lastId() + 1));
          default -> Start.last(random.nextInt(6));
        };
    String prefix = random.nextInt(3) == 0 ? random.nextBoolean() ? "" : "b" : null;
    Hearer hearer = new Hearer(prefix, NAMES[random.nextInt(NAMES.length)], start);
    // The caller waits for the last events, and has nobody who would release them meanwhile.
    transport.reading = FakeTransport.READ;
    hearer.subscribe();
    transport.reading = history;
    hearers.add(hearer);
  }

  private void unsubscribe() {
    if (!hearers.isEmpty() && random.nextInt(3) == 0) {
      hearers.remove(random.nextInt(hearers.size())).close();
    }
  }

  private void forget() {
    if (faults.forgetting() && random.nextInt(4) == 0) {
      room.forgetThrough(
          Math.max(room.forgottenThrough(), random.nextInt((int) room.lastId() + 1)));
    }
  }

  /** Ends the faults, and lets everything come that is still on its way. */
  private void settle() {
    transport.feed(FakeTransport.FEED);
    transport.reading = FakeTransport.READ;
    executor.refuse(false);
    transport.releaseFeeds();
    for (int i = 0; i < 40; i++) {
      while (history.release()) {
        // The next one.
      }
      executor.runAll();
      transport.time.advance(Duration.ofSeconds(5));
    }
    // What the feed lost at the end shows with the next event.
    conversation.send("a", Body.empty());
    for (int i = 0; i < 10; i++) {
      executor.runAll();
      transport.time.advance(Duration.ofSeconds(5));
    }
  }

  @Override
  public void close() {
    bus.close(Duration.ZERO);
  }
}
