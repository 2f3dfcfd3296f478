package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 8, for membership: who is in, who is asked in, who was in. */
abstract class MembershipPromises extends PromiseGroup {

  private List<Member> members(ConversationId conversation) throws InterruptedException {
    return stage().get(transport().members(conversation, null, 1000));
  }

  private Member find(Member member) throws InterruptedException {
    return stage()
        .get(transport().findMember(member.conversation(), member.id()))
        .orElseThrow(() -> new AssertionError("not found: " + member.id()));
  }

  private void lastRecorded(ConversationId conversation, String name, User user)
      throws InterruptedException {
    List<RecordedEvent> all = stage().everything(conversation);
    RecordedEvent last = all.get(all.size() - 1);
    assertEquals(EventKind.SYSTEM, last.kind());
    assertEquals(name, last.name());
    Map<?, ?> who = assertInstanceOf(Map.class, last.body().asMap().get("user"));
    assertEquals(user.id().value(), who.get("id"));
    assertEquals(user.name(), who.get("name"));
  }

  @Test
  @DisplayName("8: who joins is a joined member, and that is recorded with the user")
  void joiningIsRecorded() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("alice");
    Member alice = stage().join(lunch, user);
    assertEquals(MemberState.JOINED, alice.state());
    assertEquals(lunch, alice.conversation());
    assertEquals(user, alice.user());
    assertEquals(alice, find(alice));
    lastRecorded(lunch, RecordedEvent.MEMBER_JOINED, user);
  }

  @Test
  @DisplayName("8: who has joined already stays the same member, and nothing is recorded")
  void joiningTwiceHasNoEffect() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("alice");
    assertEquals(stage().join(lunch, user), stage().join(lunch, user));
    assertEquals(1, stage().everything(lunch).size());
    assertEquals(1, members(lunch).size());
  }

  @Test
  @DisplayName("8: who joins several times at once becomes one member")
  void joiningAtOnceMakesOneMember() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("alice");
    Set<Member> joined = ConcurrentHashMap.newKeySet();
    crowd(number -> joined.add(stage().join(lunch, user)));
    assertEquals(1, joined.size());
    assertEquals(1, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("8: a user has another membership in each conversation")
  void membershipsDifferBetweenConversations() throws Exception {
    User user = stage().user("alice");
    Member here = stage().join(conversation(), user);
    Member there = stage().join(conversation(), user);
    assertNotEquals(here.id(), there.id());
    assertEquals(here.user(), there.user());
  }

  @Test
  @DisplayName("8: who leaves is a member that has left, and that is recorded with the user")
  void leavingIsRecorded() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    Member left = stage().get(transport().leave(lunch, alice.id()));
    assertEquals(alice.id(), left.id());
    assertEquals(MemberState.LEFT, left.state());
    assertEquals(left, find(alice));
    lastRecorded(lunch, RecordedEvent.MEMBER_LEFT, alice.user());
  }

  @Test
  @DisplayName("8: leaving twice has no effect, and nothing is recorded")
  void leavingTwiceHasNoEffect() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    Member once = stage().get(transport().leave(lunch, alice.id()));
    assertEquals(once, stage().get(transport().leave(lunch, alice.id())));
    assertEquals(2, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("8: who joins again after leaving is given a new membership")
  void joiningAgainIsANewMembership() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("alice");
    Member first = stage().join(lunch, user);
    stage().get(transport().leave(lunch, first.id()));
    Member second = stage().join(lunch, user);
    assertNotEquals(first.id(), second.id());
    assertEquals(MemberState.LEFT, find(first).state());
    assertEquals(MemberState.JOINED, find(second).state());
    assertEquals(Optional.of(second), stage().get(transport().findMember(lunch, user.id())));
  }

  @Test
  @DisplayName("8: who is invited is an invited member, and that is recorded with the user")
  void invitingIsRecorded() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("bob");
    Member bob = stage().get(transport().invite(lunch, user.id()));
    assertEquals(MemberState.INVITED, bob.state());
    assertEquals(bob, find(bob));
    lastRecorded(lunch, RecordedEvent.MEMBER_INVITED, user);
  }

  @Test
  @DisplayName("8: who was invited and joins is a member once")
  void theInvitedCanJoin() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("bob");
    stage().get(transport().invite(lunch, user.id()));
    Member bob = stage().join(lunch, user);
    assertEquals(MemberState.JOINED, bob.state());
    assertEquals(List.of(bob), members(lunch));
    lastRecorded(lunch, RecordedEvent.MEMBER_JOINED, user);
  }

  @Test
  @DisplayName("8: who was invited can decline by leaving")
  void theInvitedCanDecline() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("bob");
    Member bob = stage().get(transport().invite(lunch, user.id()));
    assertEquals(MemberState.LEFT, stage().get(transport().leave(lunch, bob.id())).state());
    assertEquals(Optional.empty(), stage().get(transport().findMember(lunch, user.id())));
  }

  @Test
  @DisplayName("8: inviting a member, joined or invited, is a conflict, and nothing is recorded")
  void invitingAMemberIsAConflict() throws Exception {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    User bob = stage().user("bob");
    stage().get(transport().invite(lunch, bob.id()));
    stage().failure(ConflictException.class, transport().invite(lunch, alice.user().id()));
    stage().failure(ConflictException.class, transport().invite(lunch, bob.id()));
    assertEquals(2, stage().everything(lunch).size());
  }

  @Test
  @DisplayName("8: a member is found by user only while invited or joined")
  void onlyPresentMembersAreFoundByUser() throws Exception {
    ConversationId lunch = conversation();
    User user = stage().user("alice");
    Member alice = stage().join(lunch, user);
    assertEquals(Optional.of(alice), stage().get(transport().findMember(lunch, user.id())));
    stage().get(transport().leave(lunch, alice.id()));
    assertEquals(Optional.empty(), stage().get(transport().findMember(lunch, user.id())));
  }

  @Test
  @DisplayName("8: a member of another conversation is not found here, and cannot be sent away")
  void membersOfOtherConversationsAreUnknownHere() throws Exception {
    ConversationId lunch = conversation();
    Member stranger = stage().join(conversation(), "stranger");
    assertEquals(Optional.empty(), stage().get(transport().findMember(lunch, stranger.id())));
    stage().failure(NotFoundException.class, transport().leave(lunch, stranger.id()));
    assertEquals(MemberState.JOINED, find(stranger).state());
  }

  @Test
  @DisplayName("7: members are listed oldest first, in any state, page by page")
  void membersAreListedPageByPage() throws Exception {
    ConversationId lunch = conversation();
    List<MemberId> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Member member =
          i % 3 == 1
              ? stage().get(transport().invite(lunch, stage().user("guest").id()))
              : stage().join(lunch, "guest");
      expected.add(member.id());
    }
    stage().get(transport().leave(lunch, expected.get(2)));
    List<MemberId> found = new ArrayList<>();
    MemberId after = null;
    List<Member> page;
    do {
      page = stage().get(transport().members(lunch, after, 3));
      assertTrue(page.size() <= 3, "a page of " + page.size());
      page.forEach(member -> found.add(member.id()));
      assertTrue(found.size() <= expected.size(), "members are listed again");
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (!page.isEmpty());
    assertEquals(expected, found);
    assertEquals(
        List.of(MemberState.JOINED, MemberState.INVITED, MemberState.LEFT),
        members(lunch).stream().map(Member::state).limit(3).toList());
  }
}
