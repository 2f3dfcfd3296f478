package dev.conversationbus.naive;

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
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation as a few lists. Whoever calls holds the store's lock. */
final class Room {

  private final ConversationInfo created;
  private final Map<MemberId, Member> members = new LinkedHashMap<>();
  private final Map<IdempotencyKey, Publication> sent = new HashMap<>();
  private final Map<IdempotencyKey, Long> keys = new HashMap<>();
  final List<RecordedEvent> events = new ArrayList<>();

  Room(@Nullable String name, @Nullable String displayName) {
    created = new ConversationInfo(ConversationId.random(), name, displayName, 0, Instant.now());
  }

  ConversationInfo info() {
    return new ConversationInfo(
        created.id(), created.name(), created.displayName(), events.size(), created.created());
  }

  private RecordedEvent record(EventKind kind, String name, Sender from, Body body) {
    RecordedEvent event =
        new RecordedEvent(
            created.id(), events.size() + 1L, kind, name, from, body, Instant.now(), null);
    events.add(event);
    return event;
  }

  private Member put(Member member, String eventName) {
    members.put(member.id(), member);
    Map<String, String> user =
        Map.of("id", member.user().id().value(), "name", member.user().name());
    record(EventKind.SYSTEM, eventName, Sender.of(member), Body.of(Map.of("user", user)));
    return member;
  }

  List<Member> members(@Nullable MemberId after, int limit) {
    List<MemberId> ids = new ArrayList<>(members.keySet());
    return members.values().stream().skip(ids.indexOf(after) + 1L).limit(limit).toList();
  }

  Optional<Member> member(MemberId id) {
    return Optional.ofNullable(members.get(id));
  }

  Optional<Member> present(UserId user) {
    return members.values().stream()
        .filter(m -> m.user().id().equals(user) && m.state() != MemberState.LEFT)
        .findFirst();
  }

  Member join(User user) {
    Member member =
        present(user.id())
            .orElseGet(
                () -> new Member(MemberId.random(), created.id(), user, MemberState.INVITED));
    return member.isJoined()
        ? member
        : put(
            new Member(member.id(), created.id(), user, MemberState.JOINED),
            RecordedEvent.MEMBER_JOINED);
  }

  Member invite(User user) {
    if (present(user.id()).isPresent()) {
      throw new ConflictException("member.exists", user.id() + " is a member already");
    }
    return put(
        new Member(MemberId.random(), created.id(), user, MemberState.INVITED),
        RecordedEvent.MEMBER_INVITED);
  }

  Member leave(MemberId id) {
    Member member =
        member(id)
            .orElseThrow(() -> new NotFoundException(NotFoundException.What.MEMBER, id.value()));
    return member.state() == MemberState.LEFT
        ? member
        : put(
            new Member(id, created.id(), member.user(), MemberState.LEFT),
            RecordedEvent.MEMBER_LEFT);
  }

  private Sender sender(@Nullable MemberId id) {
    if (id == null) {
      return Sender.application();
    }
    return member(id)
        .filter(Member::isJoined)
        .map(Sender::of)
        .orElseThrow(() -> new NotAMemberException(created.id().value(), id + " has not joined"));
  }

  RecordedEvent publish(Publication publication) {
    Sender from = sender(publication.from());
    IdempotencyKey key = publication.key();
    if (key == null) {
      return record(EventKind.CUSTOM, publication.name(), from, publication.body());
    }
    Publication first = sent.putIfAbsent(key, publication);
    if (first == null) {
      keys.put(key, events.size() + 1L);
      return record(EventKind.CUSTOM, publication.name(), from, publication.body());
    }
    if (!first.name().equals(publication.name())
        || !first.body().equals(publication.body())
        || !from.equals(event(keys.getOrDefault(key, 0L)).from())) {
      throw new ConflictException("key.reused", "key " + key + " was used for another event");
    }
    return lookUp(key);
  }

  RecordedEvent lookUp(IdempotencyKey key) {
    return event(keys.getOrDefault(key, 0L));
  }

  private RecordedEvent event(long id) {
    if (id < 1 || id > events.size()) {
      throw new NotFoundException(NotFoundException.What.EVENT, created.id() + " #" + id);
    }
    return events.get((int) id - 1);
  }

  RecordedEvent delete(long id, @Nullable MemberId by) {
    RecordedEvent event = event(id);
    if (event.kind() != EventKind.CUSTOM) {
      throw new NotFoundException(NotFoundException.What.EVENT, created.id() + " #" + id);
    }
    if (event.isDeleted()) {
      return event;
    }
    RecordedEvent tombstone = event.tombstone(Instant.now());
    events.set((int) id - 1, tombstone);
    record(
        EventKind.SYSTEM,
        RecordedEvent.EVENT_DELETE,
        sender(by),
        Body.parse("{\"event_id\":" + id + "}"));
    return tombstone;
  }

  HistoryPage history(HistoryQuery query) {
    List<RecordedEvent> found = new ArrayList<>(events.stream().filter(query::matches).toList());
    if (query.newestFirst()) {
      Collections.reverse(found);
    }
    List<RecordedEvent> page = found.stream().limit(query.limit()).toList();
    return new HistoryPage(page, found.size() > page.size(), 0);
  }
}
