package dev.conversationbus;

import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A conversation as a locked list. */
final class FakeRoom {

  final ConversationId id = ConversationId.random();
  private final @Nullable String name;
  private final InstantSource clock;
  private final Object lock = new Object();
  private final List<RecordedEvent> events = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final Map<IdempotencyKey, RecordedEvent> byKey = new HashMap<>();
  private final List<FakeFeed> feeds = new CopyOnWriteArrayList<>();
  private long forgottenThrough;

  FakeRoom(@Nullable String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
  }

  ConversationInfo info() {
    synchronized (lock) {
      return new ConversationInfo(id, name, null, events.size(), clock.instant());
    }
  }

  Member enter(User user, MemberState state, String event) {
    Member member;
    synchronized (lock) {
      Optional<Member> known =
          members.stream()
              .filter(each -> each.user().equals(user) && each.state() == state)
              .findFirst();
      if (known.isPresent()) {
        return known.get();
      }
      member = new Member(MemberId.random(), id, user, state);
      members.add(member);
      add(EventKind.SYSTEM, event, Sender.of(member), Body.empty());
    }
    signal();
    return member;
  }

  Member leave(MemberId leaving) {
    Member left;
    synchronized (lock) {
      Member known = member(leaving).orElseThrow(() -> missing(leaving));
      left = new Member(known.id(), id, known.user(), MemberState.LEFT);
      members.set(members.indexOf(known), left);
      add(EventKind.SYSTEM, RecordedEvent.MEMBER_LEFT, Sender.of(left), Body.empty());
    }
    signal();
    return left;
  }

  private static NotFoundException missing(MemberId member) {
    return new NotFoundException(NotFoundException.What.MEMBER, member.value());
  }

  Optional<Member> member(MemberId wanted) {
    return members().stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  List<Member> members() {
    synchronized (lock) {
      return List.copyOf(members);
    }
  }

  Outcome record(Publication publication) {
    RecordedEvent recorded;
    synchronized (lock) {
      RecordedEvent known = publication.key() == null ? null : byKey.get(publication.key());
      if (known != null) {
        return new Outcome.Accepted(known);
      }
      Sender from = Sender.application();
      if (publication.from() != null) {
        Optional<Member> member = member(publication.from()).filter(Member::isJoined);
        if (member.isEmpty()) {
          return new Outcome.Rejected(new NotAMemberException(id.value(), "not joined"));
        }
        from = Sender.of(member.get());
      }
      recorded = add(EventKind.CUSTOM, publication.name(), from, publication.body());
      if (publication.key() != null) {
        byKey.put(publication.key(), recorded);
      }
    }
    signal();
    return new Outcome.Accepted(recorded);
  }

  private RecordedEvent add(EventKind kind, String type, Sender from, Body body) {
    RecordedEvent event =
        new RecordedEvent(id, events.size() + 1L, kind, type, from, body, clock.instant(), null);
    events.add(event);
    return event;
  }

  Outcome lookUp(IdempotencyKey key) {
    synchronized (lock) {
      RecordedEvent known = byKey.get(key);
      return known == null
          ? new Outcome.Rejected(
              new NotFoundException(NotFoundException.What.EVENT, "with key " + key))
          : new Outcome.Accepted(known);
    }
  }

  RecordedEvent delete(long eventId) {
    synchronized (lock) {
      RecordedEvent event = event(eventId);
      if (event == null || event.kind() != EventKind.CUSTOM) {
        throw new NotFoundException(NotFoundException.What.EVENT, "number " + eventId);
      }
      RecordedEvent tombstone = event.tombstone(clock.instant());
      events.set((int) eventId - 1, tombstone);
      return tombstone;
    }
  }

  /** {@return null if it is forgotten or not recorded yet} */
  @Nullable RecordedEvent event(long eventId) {
    synchronized (lock) {
      return eventId <= forgottenThrough || eventId > events.size()
          ? null
          : events.get((int) eventId - 1);
    }
  }

  /** {@return an event whether it is forgotten or not} */
  RecordedEvent everRecorded(long eventId) {
    synchronized (lock) {
      return events.get((int) eventId - 1);
    }
  }

  HistoryPage page(HistoryQuery query) {
    synchronized (lock) {
      List<RecordedEvent> kept =
          new ArrayList<>(
              events.subList((int) Math.min(forgottenThrough, events.size()), events.size()));
      if (query.newestFirst()) {
        Collections.reverse(kept);
      }
      Stream<RecordedEvent> wanted = kept.stream().filter(query::matches);
      List<RecordedEvent> found = wanted.limit(query.limit() + 1L).toList();
      boolean more = found.size() > query.limit();
      return new HistoryPage(
          more ? found.subList(0, query.limit()) : found, more, forgottenThrough);
    }
  }

  /** Forgets the events up to an id. */
  void forgetThrough(long eventId) {
    synchronized (lock) {
      forgottenThrough = eventId;
    }
  }

  long forgottenThrough() {
    synchronized (lock) {
      return forgottenThrough;
    }
  }

  long lastId() {
    synchronized (lock) {
      return events.size();
    }
  }

  FakeFeed open(FakeTransport transport, long afterId, FeedObserver observer) {
    FakeFeed feed;
    synchronized (lock) {
      long after = afterId == Feed.LIVE ? events.size() : afterId;
      feed = new FakeFeed(this, transport, observer, after);
      feeds.add(feed);
    }
    feed.signal();
    return feed;
  }

  void remove(FakeFeed feed) {
    feeds.remove(feed);
  }

  List<FakeFeed> feeds() {
    return List.copyOf(feeds);
  }

  void signal() {
    feeds.forEach(FakeFeed::signal);
  }
}
