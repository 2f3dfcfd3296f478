package dev.conversationbus.inmemory;

import static dev.conversationbus.error.NotFoundException.What.EVENT;
import static dev.conversationbus.error.NotFoundException.What.MEMBER;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation: members, log and feeds.
 *
 * <p>Its lock is its log. Everything that changes it is short, happens with the lock held, and
 * calls nobody else; the feeds are signalled after the lock was given back.
 */
final class Room {

  private final ConversationId id;
  private final @Nullable String name;
  private final @Nullable String displayName;
  private final long number;
  private final Instant created;
  private final Rules rules;
  private final EventLog log = new EventLog();
  private @Nullable Members members;
  private @Nullable Keys keys;
  private volatile Audience audience = Audience.NOBODY;

  Room(
      ConversationId id,
      @Nullable String name,
      @Nullable String displayName,
      long number,
      Rules rules) {
    this.id = id;
    this.name = name;
    this.displayName = displayName;
    this.number = number;
    this.rules = rules;
    this.created = rules.now();
  }

  ConversationId id() {
    return id;
  }

  /** {@return its place among the hub's conversations, the oldest first} */
  long number() {
    return number;
  }

  EventLog log() {
    return log;
  }

  Rules rules() {
    return rules;
  }

  ConversationInfo info() {
    return new ConversationInfo(id, name, displayName, log.lastId(), created);
  }

  // Members

  Member join(Account account, MemberId freshId) {
    return enter(account, freshId, MemberState.JOINED);
  }

  Member invite(Account account, MemberId freshId) {
    return enter(account, freshId, MemberState.INVITED);
  }

  private Member enter(Account account, MemberId freshId, MemberState state) {
    Body body = SystemEvents.aboutUser(account.user());
    Instant now = rules.now();
    Member member;
    synchronized (log) {
      if (members == null) {
        members = new Members();
      }
      Members all = members;
      Membership present = all.present(account.user().id());
      if (present != null && state == MemberState.INVITED) {
        throw alreadyMember(present.member);
      }
      if (present != null && present.member.isJoined()) {
        return present.member;
      }
      if (present == null) {
        present = all.add(account, new Member(freshId, id, account.user(), state));
        account.rooms().put(number, this);
      } else {
        present.become(state);
      }
      member = present.member;
      if (state == MemberState.JOINED) {
        append(EventKind.SYSTEM, RecordedEvent.MEMBER_JOINED, present.sender, body, now);
      } else {
        append(EventKind.SYSTEM, RecordedEvent.MEMBER_INVITED, Sender.application(), body, now);
      }
    }
    audience.signal();
    return member;
  }

  private static ConflictException alreadyMember(Member member) {
    String state = member.isJoined() ? "joined" : "invited";
    return new ConflictException(
        "member.already-" + state,
        "user "
            + member.user().id()
            + " has already "
            + (member.isJoined() ? "joined " : "been invited to ")
            + member.conversation()
            + " as "
            + member.id()
            + "; nothing is left to invite");
  }

  Member leave(MemberId memberId) {
    Body body = SystemEvents.aboutUser(member(memberId).user());
    Instant now = rules.now();
    Member member;
    synchronized (log) {
      Membership leaving = membership(memberId);
      if (leaving.member.state() == MemberState.LEFT) {
        return leaving.member;
      }
      leaving.become(MemberState.LEFT);
      leaving.account.rooms().remove(number);
      member = leaving.member;
      append(EventKind.SYSTEM, RecordedEvent.MEMBER_LEFT, leaving.sender, body, now);
    }
    audience.signal();
    return member;
  }

  private Member member(MemberId memberId) {
    synchronized (log) {
      return membership(memberId).member;
    }
  }

  Optional<Member> findMember(MemberId memberId) {
    synchronized (log) {
      Membership found = members == null ? null : members.find(memberId);
      return found == null ? Optional.empty() : Optional.of(found.member);
    }
  }

  Optional<Member> findMember(UserId user) {
    synchronized (log) {
      Membership found = members == null ? null : members.present(user);
      return found == null ? Optional.empty() : Optional.of(found.member);
    }
  }

  List<Member> members(@Nullable MemberId after, int limit) {
    synchronized (log) {
      int from = after == null ? 0 : membership(after).number + 1;
      return members == null ? List.of() : members.page(from, limit);
    }
  }

  /** Finds a membership in any state; the lock is held. */
  private Membership membership(MemberId memberId) {
    Membership found = members == null ? null : members.find(memberId);
    if (found == null) {
      throw new NotFoundException(MEMBER, memberId + " of " + id);
    }
    return found;
  }

  /** Tells who sends; the lock is held. */
  private Sender sender(@Nullable MemberId from) {
    if (from == null) {
      return Sender.application();
    }
    Membership membership = membership(from);
    if (!membership.member.isJoined()) {
      throw new NotAMemberException(
          id.value(), from + " is " + membership.member.state() + ", not JOINED");
    }
    return membership.sender;
  }

  // Events

  /**
   * Records an event and lets the feeds hand it on.
   *
   * @throws dev.conversationbus.error.ConversationBusException if it was refused
   */
  RecordedEvent publish(Publication publication) {
    RecordedEvent recorded = record(publication);
    audience.signal();
    return recorded;
  }

  /** Records an event, unless it stands there already. */
  RecordedEvent record(Publication publication) {
    Instant now = rules.now();
    IdempotencyKey key = publication.key();
    synchronized (log) {
      if (key != null) {
        RecordedEvent first = keys(now).get(key);
        if (first != null) {
          return repeated(publication, first);
        }
      }
      Sender sender = sender(publication.from());
      RecordedEvent event =
          append(EventKind.CUSTOM, publication.name(), sender, publication.body(), now);
      if (key != null) {
        keys(now).put(key, event);
      }
      return event;
    }
  }

  private RecordedEvent repeated(Publication publication, RecordedEvent first) {
    if (!Keys.isRepeat(publication, first)) {
      throw new ConflictException(
          "idempotency.key-reused",
          "idempotency key "
              + publication.key()
              + " was used in "
              + id
              + " for event "
              + first.id()
              + ", which has another name, body or sender; send with a new key");
    }
    return first;
  }

  /** Tells what was recorded under a key. */
  Outcome lookUp(IdempotencyKey key) {
    Instant now = rules.now();
    synchronized (log) {
      Keys known = keys(now);
      RecordedEvent event = known.get(key);
      if (event != null) {
        return new Outcome.Accepted(event);
      }
      return known.isComplete()
          ? new Outcome.Rejected(new NotFoundException(EVENT, "key " + key + " in " + id))
          : new Outcome.Unknown(
              "key " + key + " is not among those that " + id + " still remembers", null);
    }
  }

  /** Returns the keys that are still to be remembered; the lock is held. */
  private Keys keys(Instant now) {
    if (keys == null) {
      keys = new Keys();
    }
    keys.trim(rules, now);
    return keys;
  }

  RecordedEvent delete(long eventId, @Nullable MemberId by) {
    Body body = SystemEvents.aboutEvent(eventId);
    Instant now = rules.now();
    RecordedEvent tombstone;
    synchronized (log) {
      Sender sender = sender(by);
      forget(now);
      RecordedEvent event = eventId < 1 || eventId > log.lastId() ? null : log.get(eventId);
      if (event == null || event.kind() != EventKind.CUSTOM) {
        throw new NotFoundException(EVENT, "custom event " + eventId + " of " + id);
      }
      if (event.isDeleted()) {
        return event;
      }
      tombstone = event.tombstone(now);
      log.replace(tombstone);
      if (keys != null) {
        keys.replace(tombstone);
      }
      append(EventKind.SYSTEM, RecordedEvent.EVENT_DELETE, sender, body, now);
    }
    audience.signal();
    return tombstone;
  }

  HistoryPage history(HistoryQuery query) {
    if (rules.retention().isAgeing()) {
      Instant now = rules.now();
      synchronized (log) {
        forget(now);
      }
    }
    return HistoryReader.page(log, query);
  }

  /** Appends an event that is not older than the last one; the lock is held. */
  private RecordedEvent append(
      EventKind kind, String eventName, Sender from, Body body, Instant now) {
    long last = log.lastId();
    RecordedEvent previous = last == 0 ? null : log.get(last);
    Instant when =
        previous != null && previous.timestamp().isAfter(now) ? previous.timestamp() : now;
    RecordedEvent event = new RecordedEvent(id, last + 1, kind, eventName, from, body, when, null);
    log.append(event);
    forget(when);
    return event;
  }

  private void forget(Instant now) {
    rules.retention().applyTo(log, now);
  }

  // Feeds

  /** Opens a feed, whose place is fixed when this returns, and hands on what there is. */
  Cursor open(long afterId, FeedObserver observer, InMemoryTransport transport) {
    Cursor feed;
    synchronized (log) {
      long place = afterId == Feed.LIVE ? log.lastId() : afterId;
      feed = new Cursor(this, transport, observer, place);
      audience = audience.plus(feed);
    }
    return feed;
  }

  void remove(Cursor feed) {
    synchronized (log) {
      audience = audience.minus(feed);
    }
  }
}
