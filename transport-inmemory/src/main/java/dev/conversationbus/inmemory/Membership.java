package dev.conversationbus.inmemory;

import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.Sender;

/** A user's membership of a conversation, present or past. Guarded by the conversation's lock. */
final class Membership {

  private final int number;

  final Account account;

  /** Made once, for all events of this member. */
  final Sender sender;

  Member member;

  Membership(int number, Account account, Member member) {
    this.number = number;
    this.account = account;
    this.member = member;
    this.sender = Sender.of(member);
  }

  Member member() {
    return member;
  }

  /** {@return its number among the conversation's memberships, from 0} */
  int number() {
    return number;
  }

  void become(MemberState state) {
    member = new Member(member.id(), member.conversation(), member.user(), state);
  }
}
