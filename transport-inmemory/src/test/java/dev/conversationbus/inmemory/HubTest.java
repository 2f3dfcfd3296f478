package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.failure;
import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.testing.NullPointerTester;
import dev.conversationbus.error.BusClosedException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Capabilities;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HubTest {

  private static final String THREAD = "conversationbus-inmemory-timing";

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(THREAD))
        .map(thread -> thread.isDaemon() ? "daemon" : "not a daemon")
        .toList();
  }

  @Test
  void transportSaysWhatItCanDo() {
    InMemoryTransport transport = InMemoryTransport.create();

    assertThat(transport.name()).isEqualTo("in-memory");
    assertThat(transport.capabilities()).isEqualTo(new Capabilities(true, true, false, false));
    assertThat(transport.timing()).isEmpty();
    assertThat(now(transport.self(ConversationId.random()))).isEmpty();
  }

  @Test
  void givenTimeIsThatOfTheTransport() {
    VirtualTime time = VirtualTime.create();

    assertThat(InMemoryHub.builder().timing(time).build().transport().timing()).contains(time);
  }

  @Test
  void systemTimeIsTheDefault() {
    Instant before = Instant.now().minusMillis(1);
    RecordedEvent event = Talk.on(InMemoryTransport.create()).say("said");

    assertThat(event.timestamp()).isBetween(before, Instant.now());
  }

  @Test
  void sameSeedGivesTheSameIds() {
    String first = idsOf(InMemoryHub.builder().seed(7).build());

    assertThat(idsOf(InMemoryHub.builder().seed(7).build())).isEqualTo(first);
    assertThat(idsOf(InMemoryHub.builder().seed(8).build())).isNotEqualTo(first);
    assertThat(idsOf(InMemoryHub.create())).isNotEqualTo(idsOf(InMemoryHub.create()));
  }

  private static String idsOf(InMemoryHub hub) {
    InMemoryTransport transport = hub.transport();
    Talk talk = Talk.on(transport);
    return talk.id() + " " + talk.join("alice").id() + " " + Talk.on(transport).id();
  }

  @Test
  void seededIdsAreVersion4Uuids() {
    Ids ids = new Ids(1L);
    for (int i = 0; i < 1000; i++) {
      assertThat(ids.next().toString())
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
  }

  @Test
  void transportsOfOneHubShareEverything() {
    InMemoryHub hub = InMemoryHub.create();
    InMemoryTransport one = hub.transport();
    InMemoryTransport two = hub.transport();
    ConversationInfo lunch = now(one.createConversation("lunch", null));
    Recorder heard = new Recorder();
    new Talk(two, lunch.id()).listen(0, heard);
    new Talk(one, lunch.id()).say("said");

    assertThat(one.hub()).isSameAs(hub);
    assertThat(heard.names()).containsExactly("said");
    assertThat(now(two.findConversation("lunch"))).isPresent();
    assertThat(now(two.user("alice"))).isEqualTo(now(one.user("alice")));
  }

  @Test
  void closingATransportLeavesTheHubAndTheOthers() {
    InMemoryHub hub = InMemoryHub.create();
    InMemoryTransport one = hub.transport();
    InMemoryTransport two = hub.transport();
    Talk talk = Talk.on(one);
    Recorder gone = new Recorder();
    Recorder staying = new Recorder();
    talk.listen(0, gone);
    new Talk(two, talk.id()).listen(0, staying);
    one.close();
    one.close();
    new Talk(two, talk.id()).say("said");

    assertThat(gone.events).isEmpty();
    assertThat(staying.names()).containsExactly("said");
  }

  @Test
  void closedTransportRefusesEverything() {
    InMemoryTransport transport = InMemoryTransport.create();
    Talk talk = Talk.on(transport);
    UserId user = now(transport.user("alice")).id();
    MemberId member = talk.join("alice").id();
    transport.close();

    for (CompletableFuture<?> answer :
        List.of(
            transport.createConversation(null, null),
            transport.findConversation(talk.id()),
            transport.findConversation("name"),
            transport.conversationsOf(user, null, 1),
            transport.user("alice"),
            transport.findUser(user),
            transport.join(talk.id(), user),
            transport.invite(talk.id(), user),
            transport.leave(talk.id(), member),
            transport.findMember(talk.id(), member),
            transport.findMember(talk.id(), user),
            transport.members(talk.id(), null, 1),
            transport.history(talk.query()),
            transport.delete(talk.id(), 1, null),
            transport.open(talk.id(), 0, new Recorder()))) {
      failure(BusClosedException.class, answer);
    }
    for (CompletableFuture<Outcome> answer :
        List.of(talk.offer("said", "k"), transport.lookUp(talk.id(), IdempotencyKey.of("k")))) {
      assertThat(now(answer))
          .isInstanceOfSatisfying(
              Outcome.Rejected.class,
              rejected -> assertThat(rejected.reason()).isInstanceOf(BusClosedException.class));
    }
  }

  @Test
  void transportCanBeClosedFromAnObserver() {
    InMemoryTransport transport = InMemoryTransport.create();
    Talk talk = Talk.on(transport);
    Recorder closing =
        new Recorder() {
          @Override
          public void onEvent(RecordedEvent event) {
            super.onEvent(event);
            transport.close();
          }
        };
    talk.sayTimes(3);
    failure(
        BusClosedException.class,
        transport.open(talk.id(), 0, closing).thenCompose(feed -> transport.history(talk.query())));

    assertThat(closing.ids()).containsExactly(1L);
  }

  @Test
  void delaysBySystemTimeNeedOneDaemonThreadUntilTheLastTransportIsClosed() {
    InMemoryHub hub = InMemoryHub.create();
    InMemoryTransport one = hub.transport();
    InMemoryTransport two = hub.transport();
    Talk talk = Talk.on(one);
    talk.say("said");
    assertThat(threads()).isEmpty();

    hub.failures().delayNext(1, Duration.ofMillis(1)).loseAnswerNext(1);
    CompletableFuture<Outcome> delayed = talk.offer("delayed", "d");
    CompletableFuture<Outcome> lost = talk.offer("lost", "l");
    await().until(delayed::isDone);
    assertThat(now(delayed)).isInstanceOf(Outcome.Accepted.class);
    assertThat(threads()).containsExactly("daemon");
    one.close();
    assertThat(now(lost)).isInstanceOf(Outcome.Unknown.class);
    assertThat(threads()).containsExactly("daemon");
    two.close();
    await().until(() -> threads().isEmpty());

    Talk later = new Talk(hub.transport(), talk.id());
    hub.failures().delayNext(1, Duration.ofMillis(1));
    CompletableFuture<Outcome> again = later.offer("again", "a");
    await().until(again::isDone);
    later.transport().close();
    await().until(() -> threads().isEmpty());
  }

  @Test
  void deadlineBeyondAllNumbersIsWaitedFor() {
    InMemoryHub hub = InMemoryHub.create();
    InMemoryTransport transport = hub.transport();
    Talk talk = Talk.on(transport);
    hub.failures().loseAnswerNext(1);
    CompletableFuture<Outcome> answer =
        transport.publish(
            new Publication(
                talk.id(), null, "said", Body.empty(), null, Duration.ofSeconds(Long.MAX_VALUE)));

    assertThat(answer).isNotDone();
    transport.close();
    assertThat(now(answer)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void idleConversationHasNeitherChunkNorMemberNorKey() {
    InMemoryTransport transport = InMemoryTransport.create();
    Recorder nobody = new Recorder();
    int count = 100_000;
    Feed[] feeds = new Feed[count];
    long before = usedBytes();
    for (int i = 0; i < count; i++) {
      feeds[i] = Talk.on(transport).listen(Feed.LIVE, nobody);
    }
    long each = (usedBytes() - before) / count;
    transport.close();

    // About 100 of them are the id's text.
    assertThat(each).isLessThan(350);
    assertThat(feeds).doesNotContainNull();
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void nullsAreRefusedAtOnce() {
    NullPointerTester tester =
        new NullPointerTester()
            .setDefault(ConversationId.class, ConversationId.random())
            .setDefault(UserId.class, UserId.random())
            .setDefault(MemberId.class, MemberId.random())
            .setDefault(IdempotencyKey.class, IdempotencyKey.mint())
            .setDefault(HistoryQuery.class, HistoryQuery.of(ConversationId.random()))
            .setDefault(EventFilter.class, EventFilter.all());
    tester.testAllPublicInstanceMethods(InMemoryTransport.create());
    tester.testAllPublicInstanceMethods(VirtualTime.create());
    tester.testAllPublicStaticMethods(VirtualTime.class);
    tester.testAllPublicInstanceMethods(Retention.unlimited());
    tester.testAllPublicStaticMethods(Retention.class);
    tester.testAllPublicInstanceMethods(InMemoryHub.builder());
    tester.testAllPublicInstanceMethods(InMemoryHub.create().failures());
    tester.testAllPublicInstanceMethods(Chaos.of(Fault.DROP, 0.5));
    tester.testAllPublicStaticMethods(Chaos.class);
    tester.testAllPublicConstructors(Chaos.class);
  }
}
