package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 8, for senders: only who has joined may send, and nobody as another one. */
abstract class SenderPromises extends PromiseGroup {

  private void mayNotSend(ConversationId conversation, MemberId member)
      throws InterruptedException {
    int before = stage().everything(conversation).size();
    Stage.rejected(
        NotAMemberException.class, stage().publish(Stage.publication(conversation, member)));
    assertEquals(before, stage().everything(conversation).size());
  }

  /** A member that is not one of this conversation's need not be told from one that is nowhere. */
  private void isUnknownHere(ConversationId conversation, MemberId member)
      throws InterruptedException {
    int before = stage().everything(conversation).size();
    Outcome outcome = stage().publish(Stage.publication(conversation, member));
    if (Stage.rejected(ConversationBusException.class, outcome) instanceof NotFoundException e) {
      assertEquals(NotFoundException.What.MEMBER, e.what());
    } else {
      Stage.rejected(NotAMemberException.class, outcome);
    }
    assertEquals(before, stage().everything(conversation).size());
  }

  @Test
  @DisplayName("8: an event comes from the member that the publication names")
  void anEventComesFromItsMember() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    Member bob = stage().join(lunch, "bob");
    assertEquals(Sender.of(bob), stage().say(lunch, bob, "ping", numbered(1)).from());
    assertEquals(Sender.of(alice), stage().say(lunch, alice, "ping", numbered(2)).from());
  }

  @Test
  @DisplayName("8: the application may send without being a member")
  void theApplicationMaySend() throws Exception {
    ConversationId lunch = conversation();
    RecordedEvent event = stage().say(lunch, "ping");
    assertTrue(event.from().isApplication());
    assertEquals(event, stage().everything(lunch).get(0));
  }

  @Test
  @DisplayName("8: who is only invited may not send")
  void theInvitedMayNotSend() throws Exception {
    ConversationId lunch = conversation();
    Member bob = stage().get(transport().invite(lunch, stage().user("bob").id()));
    mayNotSend(lunch, bob.id());
  }

  @Test
  @DisplayName("8: who was invited and has joined may send")
  void theInvitedMaySendOnceJoined() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("bob");
    stage().get(transport().invite(lunch, user.id()));
    Member bob = stage().join(lunch, user);
    assertEquals(Sender.of(bob), stage().say(lunch, bob, "ping", numbered(1)).from());
  }

  @Test
  @DisplayName("8: who has left may not send")
  void whoHasLeftMayNotSend() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    stage().get(transport().leave(lunch, alice.id()));
    mayNotSend(lunch, alice.id());
  }

  @Test
  @DisplayName("8: a membership that has ended may not send, the new one may")
  void onlyTheNewMembershipMaySend() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("alice");
    Member first = stage().join(lunch, user);
    stage().get(transport().leave(lunch, first.id()));
    Member second = stage().join(lunch, user);
    mayNotSend(lunch, first.id());
    assertEquals(Sender.of(second), stage().say(lunch, second, "ping", numbered(1)).from());
  }

  @Test
  @DisplayName("8: a member that does not exist may not send")
  void anUnknownMemberMayNotSend() throws Exception {
    isUnknownHere(conversation(), MemberId.random());
  }

  @Test
  @DisplayName("8: a member of another conversation may not send")
  void aMemberOfAnotherConversationMayNotSend() throws Exception {
    ConversationId lunch = conversation();
    Member stranger = stage().join(conversation(), "stranger");
    isUnknownHere(lunch, stranger.id());
  }

  @Test
  @DisplayName("8: a refused sender is heard by nobody")
  void aRefusedSenderIsNotHeard() throws Exception {
    ConversationId lunch = conversation();
    HeardFeed feed = stage().hear(lunch);
    isUnknownHere(lunch, MemberId.random());
    stage().say(lunch, "last");
    assertEquals("last", feed.exactly(1, 1).get(0).name());
  }

  @Test
  @DisplayName("8: a body that names another sender, id or time changes none of them")
  void aForgedBodyChangesNothing() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    Member bob = stage().join(lunch, "bob");
    Body forged =
        Body.parse(
            "{\"from\":\""
                + bob.id()
                + "\",\"id\":99,\"type\":\"custom:pong\",\"timestamp\":\"1999-01-01T00:00:00Z\","
                + "\"conversation_id\":\""
                + ConversationId.random()
                + "\",\"_embedded\":{\"from_member\":{\"id\":\""
                + bob.id()
                + "\"}}}");
    RecordedEvent event = stage().say(lunch, alice, "ping", forged);
    RecordedEvent heard = stage().hear(lunch, 2).exactly(3, 3).get(0);
    assertEquals(event, heard);
    assertEquals(Sender.of(alice), heard.from());
    assertEquals(3, heard.id());
    assertEquals("ping", heard.name());
    assertEquals(lunch, heard.conversation());
    assertNotEquals(Instant.parse("1999-01-01T00:00:00Z"), heard.timestamp());
    assertEquals(forged, heard.body());
  }

  @Test
  @DisplayName("8: senders keep apart when they send at once")
  void concurrentSendersKeepApart() throws Exception {
    ConversationId lunch = conversation();
    crowd(
        number -> {
          Member member = stage().join(lunch, "guest");
          for (int i = 0; i < 10; i++) {
            assertEquals(Sender.of(member), stage().say(lunch, member, "ping", numbered(i)).from());
          }
        });
    for (RecordedEvent event : stage().everything(lunch)) {
      assertTrue(
          event.name().startsWith("member:") || !event.from().isApplication(),
          "lost its sender: " + event);
    }
  }
}
