package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 2, at the door: null is refused at once, every other failure comes by the future. */
@SuppressWarnings({"NullAway", "DataFlowIssue"})
abstract class ArgumentPromises extends PromiseGroup {

  private static final ConversationId NOWHERE = ConversationId.random();

  private void refusesNull(Function<Transport, ? extends CompletableFuture<?>> call) {
    assertThrows(NullPointerException.class, () -> call.apply(transport()));
  }

  private void notFound(
      NotFoundException.What what, Function<Transport, ? extends CompletableFuture<?>> call)
      throws InterruptedException {
    CompletableFuture<?> future = call.apply(transport());
    assertEquals(what, stage().failure(NotFoundException.class, future).what());
  }

  @Test
  @DisplayName("2: null instead of a conversation is refused at once")
  void nullConversationsAreRefused() {
    User user = User.of(UserId.random(), "alice");
    MemberId member = MemberId.random();
    FeedObserver observer = new HeardFeed(stage().patience(), event -> {});
    assertAll(
        () -> refusesNull(t -> t.findConversation((ConversationId) null)),
        () -> refusesNull(t -> t.join(null, user.id())),
        () -> refusesNull(t -> t.invite(null, user.id())),
        () -> refusesNull(t -> t.leave(null, member)),
        () -> refusesNull(t -> t.findMember(null, member)),
        () -> refusesNull(t -> t.findMember(null, user.id())),
        () -> refusesNull(t -> t.members(null, null, 10)),
        () -> refusesNull(t -> t.lookUp(null, IdempotencyKey.mint())),
        () -> refusesNull(t -> t.delete(null, 1, null)),
        () -> refusesNull(t -> t.open(null, Feed.LIVE, observer)));
  }

  @Test
  @DisplayName("2: null instead of anything else is refused at once")
  void nullArgumentsAreRefused() throws Exception {
    ConversationId lunch = conversation();
    assertAll(
        () -> refusesNull(t -> t.findConversation((String) null)),
        () -> refusesNull(t -> t.conversationsOf(null, null, 10)),
        () -> refusesNull(t -> t.user(null)),
        () -> refusesNull(t -> t.findUser((UserId) null)),
        () -> refusesNull(t -> t.findUser((String) null)),
        () -> refusesNull(t -> t.join(lunch, null)),
        () -> refusesNull(t -> t.invite(lunch, null)),
        () -> refusesNull(t -> t.leave(lunch, null)),
        () -> refusesNull(t -> t.findMember(lunch, (MemberId) null)),
        () -> refusesNull(t -> t.findMember(lunch, (UserId) null)),
        () -> refusesNull(t -> t.publish(null)),
        () -> refusesNull(t -> t.lookUp(lunch, null)),
        () -> refusesNull(t -> t.history(null)),
        () -> refusesNull(t -> t.open(lunch, Feed.LIVE, null)));
  }

  @Test
  @DisplayName(
      "2: a conversation that does not exist fails the future, unwrapped, and throws nothing")
  void anUnknownConversationFailsTheFuture() throws Exception {
    User user = stage().user("alice");
    FeedObserver observer = new HeardFeed(stage().patience(), event -> {});
    NotFoundException.What conversation = NotFoundException.What.CONVERSATION;
    assertAll(
        () -> notFound(conversation, t -> t.join(NOWHERE, user.id())),
        () -> notFound(conversation, t -> t.invite(NOWHERE, user.id())),
        () -> notFound(conversation, t -> t.leave(NOWHERE, MemberId.random())),
        () -> notFound(conversation, t -> t.findMember(NOWHERE, MemberId.random())),
        () -> notFound(conversation, t -> t.history(HistoryQuery.of(NOWHERE))),
        () -> notFound(conversation, t -> t.delete(NOWHERE, 1, null)),
        () -> notFound(conversation, t -> t.open(NOWHERE, Feed.LIVE, observer)));
  }

  @Test
  @DisplayName("2: what does not exist in a conversation fails the future, unwrapped")
  void anUnknownThingFailsTheFuture() throws Exception {
    ConversationId lunch = conversation();
    assertAll(
        () -> stage().failure(NotFoundException.class, transport().join(lunch, UserId.random())),
        () -> stage().failure(NotFoundException.class, transport().invite(lunch, UserId.random())),
        () -> notFound(NotFoundException.What.MEMBER, t -> t.leave(lunch, MemberId.random())),
        () -> notFound(NotFoundException.What.EVENT, t -> t.delete(lunch, 1, null)));
  }

  @Test
  @DisplayName("2: looking for what does not exist finds nothing and fails nothing")
  void lookingForWhatDoesNotExistFindsNothing() throws Exception {
    ConversationId lunch = conversation();
    assertAll(
        () -> assertEquals(true, stage().get(transport().findConversation(NOWHERE)).isEmpty()),
        () ->
            assertEquals(
                true, stage().get(transport().findConversation(Stage.unique("nowhere"))).isEmpty()),
        () -> assertEquals(true, stage().get(transport().findUser(UserId.random())).isEmpty()),
        () ->
            assertEquals(true, stage().get(transport().findUser(Stage.unique("nobody"))).isEmpty()),
        () ->
            assertEquals(
                true, stage().get(transport().findMember(lunch, MemberId.random())).isEmpty()),
        () ->
            assertEquals(
                true, stage().get(transport().findMember(lunch, UserId.random())).isEmpty()));
  }
}
