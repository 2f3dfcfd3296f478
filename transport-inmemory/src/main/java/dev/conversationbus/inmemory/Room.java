package dev.conversationbus.inmemory;

import static dev.conversationbus.error.NotFoundException.What.EVENT;

import dev.conversationbus.error.ConflictException;
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
 * A conversation: its members, its log and its feeds.
 *
 * <p>Its lock is its log. All changes are short, made with the lock held, and call nobody else; the
 * feeds are signalled after the lock was given back. What an idle conversation does not need is not
 * there.
 */
final class Room {

  private final ConversationId id;
  private final @Nullable String name;
  private final @Nullable String displayName;
  private final long number;
  private final Instant created;
  private final Rules rules;
  private final EventLog log = new EventLog();
  private Members members = Members.NONE;
  private @Nullable Keys keys;
  private volatile Audience audience = Audience.NOBODY;

  /** Makes a conversation that is the {@code number}th of its hub. */
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

  /** {@return its number among the hub's conversations, the oldest first} */
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

  /** Joins a user; {@code freshId} is taken if the user gets a new membership. */
  Member join(Account account, MemberId freshId) {
    Instant now = rules.now();
    Member joined;
    synchronized (log) {
      Membership membership = members.present(account.user().id());
      if (membership == null) {
        membership = enter(account, freshId, MemberState.JOINED);
      } else if (membership.member.isJoined()) {
        return membership.member;
      } else {
        membership.become(MemberState.JOINED);
      }
      joined = membership.member;
      append(
          EventKind.SYSTEM,
          RecordedEvent.MEMBER_JOINED,
          membership.sender,
          SystemEvents.about(joined),
          now);
    }
    audience.signal();
    return joined;
  }

  Member invite(Account account, MemberId freshId) {
    Instant now = rules.now();
    Member invited;
    synchronized (log) {
      Membership membership = members.present(account.user().id());
      if (membership != null) {
        throw alreadyThere(membership.member);
      }
      invited = enter(account, freshId, MemberState.INVITED).member;
      append(
          EventKind.SYSTEM,
          RecordedEvent.MEMBER_INVITED,
          Sender.application(),
          SystemEvents.about(invited),
          now);
    }
    audience.signal();
    return invited;
  }

  private static ConflictException alreadyThere(Member member) {
    return new ConflictException(
        member.isJoined() ? "member.already-joined" : "member.already-invited",
        "user "
            + member.user().id()
            + " is "
            + member.state()
            + " in "
            + member.conversation()
            + " as "
            + member.id()
            + " already; there is nothing to invite to");
  }

  /** Adds a membership; the lock is held. */
  private Membership enter(Account account, MemberId freshId, MemberState state) {
    if (members == Members.NONE) {
      members = new Members();
    }
    account.rooms().put(number, this);
    return members.add(account, new Member(freshId, id, account.user(), state));
  }

  Member leave(MemberId memberId) {
    Body body = SystemEvents.about(member(memberId));
    Instant now = rules.now();
    Member left;
    synchronized (log) {
      Membership membership = members.get(memberId, id);
      if (membership.member.state() == MemberState.LEFT) {
        return membership.member;
      }
      membership.become(MemberState.LEFT);
      left = membership.member;
      membership.account.rooms().remove(number);
      append(EventKind.SYSTEM, RecordedEvent.MEMBER_LEFT, membership.sender, body, now);
    }
    audience.signal();
    return left;
  }

  private Member member(MemberId memberId) {
    synchronized (log) {
      return members.get(memberId, id).member;
    }
  }

  Optional<Member> findMember(MemberId memberId) {
    synchronized (log) {
      return Optional.ofNullable(members.find(memberId)).map(Membership::member);
    }
  }

  Optional<Member> findMember(UserId user) {
    synchronized (log) {
      return Optional.ofNullable(members.present(user)).map(Membership::member);
    }
  }

  List<Member> members(@Nullable MemberId after, int limit) {
    synchronized (log) {
      return members.page(after == null ? 0 : members.get(after, id).number() + 1, limit);
    }
  }

  RecordedEvent publish(Publication publication) {
    RecordedEvent recorded = record(publication, rules.now());
    audience.signal();
    return recorded;
  }

  private RecordedEvent record(Publication publication, Instant now) {
    IdempotencyKey key = publication.key();
    synchronized (log) {
      RecordedEvent first = key == null ? null : keys(now).recordedBefore(publication, key);
      if (first != null) {
        return first;
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

  /** Tells who sends; the lock is held. */
  private Sender sender(@Nullable MemberId from) {
    return from == null ? Sender.application() : members.sender(from, id);
  }

  /** Learns that a publication with a key may still come, or will not come any more. */
  void announce(IdempotencyKey key, boolean mayCome) {
    Instant now = rules.now();
    synchronized (log) {
      keys(now).announce(key, mayCome);
    }
  }

  Outcome lookUp(IdempotencyKey key) {
    Instant now = rules.now();
    synchronized (log) {
      return keys(now).lookUp(key, id);
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
    forgetIfAgeing();
    return HistoryReader.page(log, query);
  }

  /** Adds a feed, whose place is fixed when this returns; it waits for its first signal. */
  Cursor open(long afterId, FeedObserver observer, InMemoryTransport transport) {
    forgetIfAgeing();
    synchronized (log) {
      long place = afterId == Feed.LIVE ? log.lastId() : afterId;
      Cursor feed = new Cursor(this, transport, observer, place);
      audience = audience.plus(feed);
      return feed;
    }
  }

  void remove(Cursor feed) {
    synchronized (log) {
      audience = audience.minus(feed);
    }
  }

  /** Appends an event that is not older than the last one; the lock is held. */
  private RecordedEvent append(
      EventKind kind, String eventName, Sender from, Body body, Instant now) {
    long last = log.lastId();
    RecordedEvent previous = last == 0 ? null : log.get(last);
    Instant when = now;
    if (previous != null && previous.timestamp().isAfter(now)) {
      when = previous.timestamp();
    }
    RecordedEvent event = new RecordedEvent(id, last + 1, kind, eventName, from, body, when, null);
    log.append(event);
    forget(when);
    return event;
  }

  private void forgetIfAgeing() {
    if (rules.retention().isAgeing()) {
      Instant now = rules.now();
      synchronized (log) {
        forget(now);
      }
    }
  }

  /** Applies the rule for what is kept; the lock is held. */
  private void forget(Instant now) {
    rules.retention().applyTo(log, now);
  }
}
