package dev.conversationbus.inmemory;

import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
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

  private final List<Membership> all = new ArrayList<>(2);

  /** By {@link MemberId} all, by {@link UserId} the latest; null while there are few. */
  private @Nullable Map<Object, Membership> index;

  /** {@return the membership with an id, in any state} */
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

  /** {@return the membership of a user who is invited or joined} */
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

  Membership add(Account account, Member member) {
    Membership added = new Membership(all.size(), account, member);
    all.add(added);
    if (index != null) {
      index(index, added);
    } else if (all.size() > FEW) {
      Map<Object, Membership> made = new HashMap<>();
      all.forEach(each -> index(made, each));
      index = made;
    }
    return added;
  }

  /** {@return the members from a number on, at most {@code limit}} */
  List<Member> page(int from, int limit) {
    List<Member> page = new ArrayList<>();
    for (int i = from; i < all.size() && page.size() < limit; i++) {
      page.add(all.get(i).member);
    }
    return List.copyOf(page);
  }

  private static void index(Map<Object, Membership> index, Membership membership) {
    index.put(membership.member.id(), membership);
    index.put(membership.member.user().id(), membership);
  }
}
