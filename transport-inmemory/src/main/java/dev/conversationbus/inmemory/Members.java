package dev.conversationbus.inmemory;

import static dev.conversationbus.error.NotFoundException.What.MEMBER;

import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All memberships of a conversation, oldest first; searched one by one while there are few, and by
 * an index from then on. Guarded by the conversation's lock.
 */
final class Members {

  private static final int FEW = 8;

  /** Of a conversation where nobody ever was; never added to. */
  static final Members NONE = new Members();

  private final List<Membership> all = new ArrayList<>(2);

  /** By {@link MemberId} all, by {@link UserId} the latest; null while there are few. */
  private @Nullable Map<Object, Membership> index;

  /** {@return the membership with an id, in any state; null if there is none} */
  @Nullable Membership find(MemberId id) {
    if (index != null) {
      return index.get(id);
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).member.id().equals(id)) {
        return all.get(i);
      }
    }
    return null;
  }

  /**
   * {@return the membership with an id, in any state}
   *
   * @throws NotFoundException if there is none
   */
  Membership get(MemberId id, ConversationId conversation) {
    Membership found = find(id);
    if (found == null) {
      throw new NotFoundException(MEMBER, id + " of " + conversation);
    }
    return found;
  }

  /**
   * {@return a joined member as a sender}
   *
   * @throws NotFoundException if there is no such member
   * @throws NotAMemberException if the member has not joined
   */
  Sender sender(MemberId id, ConversationId conversation) {
    Membership membership = get(id, conversation);
    if (!membership.member.isJoined()) {
      throw new NotAMemberException(
          conversation.value(), id + " is " + membership.member.state() + ", not JOINED");
    }
    return membership.sender;
  }

  /** {@return the membership of a user who is invited or joined; null if there is none} */
  @Nullable Membership present(UserId user) {
    Membership latest = latest(user);
    return latest == null || latest.member.state() == MemberState.LEFT ? null : latest;
  }

  private @Nullable Membership latest(UserId user) {
    if (index != null) {
      return index.get(user);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).member.user().id().equals(user)) {
        return all.get(i);
      }
    }
    return null;
  }

  /** Adds a membership with a new id. */
  Membership add(Account account, Member member) {
    Membership added = new Membership(all.size(), account, member);
    all.add(added);
    if (index != null) {
      putInto(index, added);
    } else if (all.size() > FEW) {
      Map<Object, Membership> made = new HashMap<>();
      all.forEach(each -> putInto(made, each));
      index = made;
    }
    return added;
  }

  private static void putInto(Map<Object, Membership> index, Membership membership) {
    index.put(membership.member.id(), membership);
    index.put(membership.member.user().id(), membership);
  }

  /** {@return at most {@code limit} members, from the one with a number on} */
  List<Member> page(int from, int limit) {
    List<Member> page = new ArrayList<>();
    for (int i = from; i < all.size() && page.size() < limit; i++) {
      page.add(all.get(i).member);
    }
    return List.copyOf(page);
  }
}
