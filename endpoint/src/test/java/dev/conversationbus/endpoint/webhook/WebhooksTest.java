package dev.conversationbus.endpoint.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.inmemory.InMemoryHub;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

  private static final UUID APP = UUID.randomUUID();
  private static final Duration MILLI = Duration.ofMillis(1);

  private final InMemoryHub hub = InMemoryHub.create();
  private final Transport transport = hub.transport();
  private final ConversationId room = transport.createConversation("room", null).join().id();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    transport.close();
  }

  private Receiver receiver(Receiver.Rule rule) throws Exception {
    Receiver receiver = new Receiver(rule);
    open.add(receiver);
    return receiver;
  }

  private Webhooks.Builder to(Receiver receiver) {
    return Webhooks.builder(transport, receiver.address(), APP).repeat(1000, MILLI, MILLI);
  }

  private Webhooks following(Webhooks.Builder builder) {
    Webhooks webhooks = builder.build();
    open.add(0, webhooks);
    webhooks.follow(room).join();
    return webhooks;
  }

  private void publish(ConversationId where, @Nullable MemberId from, int count) {
    for (int i = 1; i <= count; i++) {
      Body body = Body.parse("{\"n\":" + i + "}");
      Outcome outcome =
          transport
              .publish(new Publication(where, from, "tick", body, null, Duration.ofSeconds(10)))
              .join();
      assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void anEventIsPostedAsTheHostedServicePostsIt() throws Exception {
    Receiver receiver = receiver((post, number, response) -> 200);
    following(to(receiver));
    Member ada = transport.user("ada").thenCompose(u -> transport.join(room, u.id())).join();
    publish(room, ada.id(), 1);
    await().until(() -> receiver.posts().size() == 2);
    Receiver.Post post = receiver.posts().get(1);
    assertThat(post.method()).isEqualTo("POST");
    assertThat(post.path()).isEqualTo("/events?from=bus");
    assertThat(post.contentType()).isEqualTo("application/json");
    assertThat(post.authorization()).isEmpty();
    assertThat(post.text())
        .startsWith("{\"type\":\"custom:tick\",\"id\":2,\"conversation_id\":\"" + room + "\"")
        .contains("\"application_id\":\"" + APP + "\"")
        .contains("\"from\":\"" + ada.id() + "\"")
        .contains("\"body\":{\"n\":1}")
        .contains("\"params\":{}")
        .contains("\"from_user\":{\"id\":\"" + ada.user().id() + "\",\"name\":\"ada\"")
        .contains("\"from_member\":{\"id\":\"" + ada.id() + "\"}");
  }

  @Test
  void whatFailsIsRepeatedAndKeepsItsPlace() throws Exception {
    int[] failures = {500, 503, 429, 408, 504};
    Receiver receiver =
        receiver((post, number, response) -> number <= 5 ? failures[number - 1] : 205);
    following(to(receiver));
    publish(room, null, 3);
    await().until(() -> receiver.posts().size() == 8);
    assertThat(receiver.ids()).containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 2L, 3L);
  }

  @Test
  void whatIsRefusedIsGivenUpAtOnceAndTold() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Receiver receiver =
        receiver((post, number, response) -> number == 1 ? 400 : number == 2 ? 302 : 204);
    following(to(receiver).onUndelivered((event, why) -> told.add(event.id() + " " + why)));
    publish(room, null, 3);
    await().until(() -> receiver.posts().size() == 3);
    assertThat(receiver.ids()).containsExactly(1L, 2L, 3L);
    assertThat(told).containsExactly("1 answered with status 400", "2 answered with status 302");
  }

  @Test
  void whatFailsTooOftenIsGivenUpAndTheNextFollows() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Receiver receiver = receiver((post, number, response) -> post.id() == 1 ? 500 : 204);
    following(
        to(receiver)
            .repeat(3, MILLI, MILLI)
            .onUndelivered(
                (event, why) -> {
                  told.add(event.id() + " " + why);
                  throw new IllegalStateException("a handler that fails");
                }));
    publish(room, null, 2);
    await().until(() -> receiver.posts().size() == 4);
    assertThat(receiver.ids()).containsExactly(1L, 1L, 1L, 2L);
    assertThat(told).containsExactly("1 answered with status 500, attempt 3");
  }

  @Test
  void anAnswerThatNeverComesIsATimeOutAndIsRepeated() throws Exception {
    Receiver receiver = receiver((post, number, response) -> number == 1 ? 0 : 204);
    Webhooks webhooks = following(to(receiver).timeout(Duration.ofMillis(200)));
    publish(room, null, 1);
    await().until(() -> webhooks.deliveredThrough(room).orElse(0) == 1);
    assertThat(receiver.ids()).containsExactly(1L, 1L);
  }

  @Test
  void aReceiverThatIsAwayGetsEverythingInOrderOnceItIsBack() throws Exception {
    int port;
    try (Receiver gone = Receiver.taking()) {
      port = gone.address().getPort();
    }
    assertThat(port).isPositive();
    Receiver receiver = receiver((post, number, response) -> number <= 3 ? 503 : 204);
    Webhooks webhooks = following(to(receiver));
    publish(room, null, 350);
    await().untilAsserted(() -> assertThat(webhooks.deliveredThrough(room)).hasValue(350));
    assertThat(receiver.ids().stream().distinct().toList()).isEqualTo(upTo(350));
    assertThat(receiver.ids()).hasSize(353).isSorted();
  }

  @Test
  void publishingNeverWaitsForAReceiverThatIsStuck() throws Exception {
    Receiver receiver = receiver((post, number, response) -> 0);
    Webhooks webhooks = following(to(receiver).timeout(Duration.ofMinutes(5)));
    publish(room, null, 5000);
    await().until(() -> receiver.posts().size() == 1);
    assertThat(webhooks.deliveredThrough(room)).hasValue(0);
  }

  @Test
  void aConversationThatIsStuckHoldsUpNoOther() throws Exception {
    ConversationId other = transport.createConversation("other", null).join().id();
    Receiver receiver =
        receiver((post, number, response) -> post.text().contains(room.value()) ? 0 : 204);
    Webhooks webhooks = following(to(receiver).timeout(Duration.ofMinutes(5)).maxInFlight(2));
    webhooks.follow(other).join();
    publish(room, null, 10);
    publish(other, null, 10);
    await().until(() -> webhooks.deliveredThrough(other).orElse(0) == 10);
    assertThat(webhooks.deliveredThrough(room)).hasValue(0);
  }

  @Test
  void noMorePostsThanAllowedAreUnderWay() throws Exception {
    List<String> underWay = new CopyOnWriteArrayList<>();
    Receiver receiver =
        receiver(
            (post, number, response) -> {
              underWay.add(post.text());
              return 0;
            });
    Webhooks webhooks = following(to(receiver).timeout(Duration.ofMinutes(5)).maxInFlight(2));
    List<ConversationId> rooms = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ConversationId each = transport.createConversation(null, null).join().id();
      webhooks.follow(each).join();
      rooms.add(each);
    }
    rooms.forEach(each -> publish(each, null, 1));
    await().until(() -> underWay.size() == 2);
    rooms.forEach(each -> assertThat(webhooks.deliveredThrough(each)).hasValue(0));
  }

  @Test
  void followingStartsBehindAnIdAndIsResumedBehindWhatWasDelivered() throws Exception {
    publish(room, null, 250);
    Receiver receiver = receiver((post, number, response) -> 204);
    Webhooks first = to(receiver).build();
    open.add(0, first);
    first.follow(room, 0).join();
    await().untilAsserted(() -> assertThat(first.deliveredThrough(room)).hasValue(250));
    long place = first.deliveredThrough(room).orElseThrow();
    first.close();
    publish(room, null, 50);
    Webhooks second = to(receiver).build();
    open.add(0, second);
    second.follow(room, place).join();
    await().until(() -> second.deliveredThrough(room).orElse(0) == 300);
    assertThat(receiver.ids()).isEqualTo(upTo(300));
  }

  @Test
  void whatWasThereBeforeIsNotPostedUnlessAskedFor() throws Exception {
    publish(room, null, 5);
    Receiver receiver = receiver((post, number, response) -> 204);
    following(to(receiver));
    publish(room, null, 1);
    await().until(() -> !receiver.posts().isEmpty());
    assertThat(receiver.ids()).containsExactly(6L);
  }

  @Test
  void onlyWantedEventsArePosted() throws Exception {
    Receiver receiver = receiver((post, number, response) -> 204);
    Webhooks webhooks = following(to(receiver).only(EventFilter.custom()));
    Member ada = transport.user("ada").thenCompose(u -> transport.join(room, u.id())).join();
    publish(room, ada.id(), 1);
    transport.leave(room, ada.id()).join();
    await().until(() -> webhooks.deliveredThrough(room).orElse(0) == 3);
    assertThat(receiver.ids()).containsExactly(2L);
  }

  @Test
  void aFeedThatBrokeIsReplacedWithoutLossOrDouble() throws Exception {
    Receiver receiver = receiver((post, number, response) -> 204);
    Webhooks webhooks = following(to(receiver));
    publish(room, null, 3);
    hub.failures().breakFeeds();
    publish(room, null, 3);
    await().until(() -> webhooks.deliveredThrough(room).orElse(0) == 6);
    hub.failures().breakFeeds();
    hub.failures().failHistoryNext(3);
    publish(room, null, 3);
    await().until(() -> webhooks.deliveredThrough(room).orElse(0) == 9);
    assertThat(receiver.ids()).isEqualTo(upTo(9));
  }

  @Test
  void whatIsNotThereCannotBeFollowed() throws Exception {
    Receiver receiver = receiver((post, number, response) -> 204);
    Webhooks webhooks = following(to(receiver));
    ConversationId nowhere = ConversationId.of("CON-00000000-0000-4000-8000-000000000000");
    assertThatThrownBy(() -> webhooks.follow(nowhere).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotFoundException.class);
    assertThat(webhooks.deliveredThrough(nowhere)).isEmpty();
  }

  @Test
  void followingTwiceDoublesNothingAndUnfollowingEnds() throws Exception {
    Receiver receiver = receiver((post, number, response) -> 204);
    Webhooks webhooks = following(to(receiver));
    webhooks.follow(room).join();
    publish(room, null, 2);
    await().until(() -> webhooks.deliveredThrough(room).orElse(0) == 2);
    webhooks.unfollow(room);
    webhooks.unfollow(room);
    publish(room, null, 1);
    webhooks.follow(room).join();
    publish(room, null, 1);
    await().until(() -> webhooks.deliveredThrough(room).orElse(0) == 4);
    assertThat(receiver.ids()).containsExactly(1L, 2L, 4L);
  }

  @Test
  void closingEndsThreadsAndPostsUnderWayAndCanBeRepeated() throws Exception {
    Receiver receiver = receiver((post, number, response) -> 0);
    Webhooks webhooks = following(to(receiver).timeout(Duration.ofMinutes(5)));
    publish(room, null, 3);
    await().until(() -> receiver.posts().size() == 1);
    webhooks.close();
    webhooks.close();
    await()
        .atMost(10, SECONDS)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("conversationbus-webhooks")));
    assertThat(webhooks.follow(room)).isCompletedExceptionally();
  }
}
