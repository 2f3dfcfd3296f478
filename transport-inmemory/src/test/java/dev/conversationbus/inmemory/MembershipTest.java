package dev.conversationbus.inmemory;

import static dev.conversationbus.inmemory.Talk.failure;
import static dev.conversationbus.inmemory.Talk.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {

  private final InMemoryTransport transport = InMemoryTransport.create();
  private final Talk talk = Talk.on(transport);
  private final Recorder heard = new Recorder();
  private final UserId user = now(transport.user("al\"ice")).id();

  MembershipTest() {
    talk.listen(0, heard);
  }

  private ConversationBusException refusalOf(MemberId from) {
    Outcome outcome = now(talk.offer(from, "said", Body.empty(), null));
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).reason();
  }

  @Test
  void joiningIsRecordedByTheMember() {
    Member member = now(transport.join(talk.id(), user));

    assertThat(member.state()).isEqualTo(MemberState.JOINED);
    assertThat(heard.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(EventKind.SYSTEM);
              assertThat(event.name()).isEqualTo(RecordedEvent.MEMBER_JOINED);
              assertThat(event.from()).isEqualTo(Sender.of(member));
              assertThat(event.body().toJson())
                  .isEqualTo(
                      "{\"user\":{\"id\":\""
                          + user
                          + "\",\"name\":\"al\\\"ice\"},\"member_id\":\""
                          + member.id()
                          + "\",\"channel\":{\"type\":\"app\"}}");
            });
  }

  @Test
  void joiningTwiceChangesNothing() {
    Member member = now(transport.join(talk.id(), user));

    assertThat(now(transport.join(talk.id(), user))).isEqualTo(member);
    assertThat(heard.events).hasSize(1);
  }

  @Test
  void invitedMemberCanJoinAndStaysTheSame() {
    Member invited = now(transport.invite(talk.id(), user));
    assertThat(invited.state()).isEqualTo(MemberState.INVITED);
    assertThat(refusalOf(invited.id())).isInstanceOf(NotAMemberException.class);

    Member joined = now(transport.join(talk.id(), user));
    assertThat(joined.id()).isEqualTo(invited.id());
    assertThat(joined.isJoined()).isTrue();
    assertThat(heard.names())
        .containsExactly(RecordedEvent.MEMBER_INVITED, RecordedEvent.MEMBER_JOINED);
    assertThat(heard.events.get(0).from().isApplication()).isTrue();
  }

  @Test
  void presentMemberCannotBeInvited() {
    now(transport.invite(talk.id(), user));
    assertThat(failure(ConflictException.class, transport.invite(talk.id(), user)).code())
        .isEqualTo("member.already-invited");

    now(transport.join(talk.id(), user));
    assertThat(failure(ConflictException.class, transport.invite(talk.id(), user)).code())
        .isEqualTo("member.already-joined");
  }

  @Test
  void leavingEndsTheMembershipOnce() {
    Member member = now(transport.join(talk.id(), user));
    Member left = now(transport.leave(talk.id(), member.id()));

    assertThat(left.state()).isEqualTo(MemberState.LEFT);
    assertThat(now(transport.leave(talk.id(), member.id()))).isEqualTo(left);
    assertThat(heard.names())
        .containsExactly(RecordedEvent.MEMBER_JOINED, RecordedEvent.MEMBER_LEFT);
    assertThat(heard.events.get(1).from()).isEqualTo(Sender.of(member));
    assertThat(refusalOf(member.id())).isInstanceOf(NotAMemberException.class);
  }

  @Test
  void whoLeftIsGivenANewMembership() {
    Member first = now(transport.join(talk.id(), user));
    now(transport.leave(talk.id(), first.id()));
    Member second = now(transport.join(talk.id(), user));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(now(transport.findMember(talk.id(), user))).contains(second);
    assertThat(now(transport.findMember(talk.id(), first.id())).orElseThrow().state())
        .isEqualTo(MemberState.LEFT);
    assertThat(refusalOf(first.id())).isInstanceOf(NotAMemberException.class);
    assertThat(talk.say(second.id(), "said", Body.empty()).from()).isEqualTo(Sender.of(second));
  }

  @Test
  void whoLeftIsNoPresentMember() {
    Member member = now(transport.invite(talk.id(), user));
    assertThat(now(transport.findMember(talk.id(), user))).contains(member);
    now(transport.leave(talk.id(), member.id()));

    assertThat(now(transport.findMember(talk.id(), user))).isEmpty();
  }

  @Test
  void strangersAreNotFound() {
    MemberId stranger = MemberId.random();

    assertThat(now(transport.findMember(talk.id(), stranger))).isEmpty();
    assertThat(now(transport.findMember(talk.id(), UserId.random()))).isEmpty();
    assertThat(failure(NotFoundException.class, transport.leave(talk.id(), stranger)).what())
        .isEqualTo(NotFoundException.What.MEMBER);
    failure(NotFoundException.class, transport.members(talk.id(), stranger, 1));
    failure(NotFoundException.class, transport.join(talk.id(), UserId.random()));
    failure(NotFoundException.class, transport.invite(talk.id(), UserId.random()));
    failure(NotFoundException.class, transport.delete(talk.id(), 1, stranger));
    assertThat(refusalOf(stranger))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            refusal -> assertThat(refusal.what()).isEqualTo(NotFoundException.What.MEMBER));
    assertThat(heard.events).isEmpty();
  }

  @Test
  void memberOfAnotherConversationIsAStranger() {
    Member elsewhere = Talk.on(transport).join("bob");

    assertThat(refusalOf(elsewhere.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void membersAreListedAndFoundHoweverMany() {
    List<Member> joined = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      joined.add(talk.join("user" + i));
      for (Member each : joined) {
        assertThat(now(transport.findMember(talk.id(), each.id()))).contains(each);
        assertThat(now(transport.findMember(talk.id(), each.user().id()))).contains(each);
      }
      assertThat(now(transport.members(talk.id(), null, 1000))).isEqualTo(joined);
    }
    assertThat(now(transport.members(talk.id(), joined.get(9).id(), 3)))
        .isEqualTo(joined.subList(10, 13));
    assertThat(now(transport.members(talk.id(), joined.get(29).id(), 3))).isEmpty();
  }

  @Test
  void latestOfSeveralMembershipsIsFoundAmongMany() {
    for (int i = 0; i < 30; i++) {
      Member member = now(transport.join(talk.id(), user));
      assertThat(now(transport.findMember(talk.id(), user))).contains(member);
      now(transport.leave(talk.id(), member.id()));
      assertThat(now(transport.findMember(talk.id(), user))).isEmpty();
    }
    assertThat(now(transport.members(talk.id(), null, 1000))).hasSize(30);
  }
}
