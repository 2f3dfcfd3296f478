package dev.conversationbus.naive;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.Sender;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Transports that bend the rules of history, membership, names and deletion: promises 7 and 8. */
final class BrokenRules {

  private BrokenRules() {}

  static Stream<Fault> all() {
    return Stream.of(
        new Fault(
            "ignoring limits",
            "Paging#aPageHoldsAsManyAsAskedFor",
            asking(query -> query.withLimit(HistoryQuery.MAX_LIMIT))),
        new Fault(
            "saying that there is no more",
            "Paging#pagingForwards",
            paging(page -> new HistoryPage(page.events(), false, 0))),
        new Fault(
            "saying that there is always more",
            "Histories#anEmptyHistoryIsAnEmptyPage",
            paging(page -> new HistoryPage(page.events(), true, 0))),
        new Fault(
            "leaving out an event between pages",
            "Paging#pagingBackwards",
            asking(q -> q.beforeId() == Long.MAX_VALUE ? q : q.before(q.beforeId() - 1))),
        new Fault(
            "including the end of a time",
            "Histories#betweenTimes",
            asking(q -> q.until() == null ? q : q.between(q.from(), q.until().plusNanos(1)))),
        new Fault(
            "excluding the beginning of a time",
            "Histories#allConditionsHoldTogether",
            asking(q -> q.from() == null ? q : q.between(q.from().plusNanos(1), q.until()))),
        new Fault(
            "reading prefixes as names",
            "Histories#byPrefix",
            asking(BrokenRules::withoutPrefixes)),
        new Fault(
            "mixing up the system's names",
            "Histories#bySystemName",
            asking(q -> q.withFilter(EventFilter.custom()))),
        new Fault(
            "listing tombstones unasked",
            "Histories#tombstonesOnlyIfAskedFor",
            asking(HistoryQuery::includingDeleted)),
        new Fault("joining anew each time", "Membership#joiningTwiceHasNoEffect", Rejoining::new),
        new Fault(
            "inviting members", "Membership#invitingAMemberIsAConflict", InvitingMembers::new),
        new Fault(
            "listing members from the beginning",
            "Membership#membersAreListedPageByPage",
            StartingOver::new),
        new Fault("names taken twice", "Conversations#aTakenNameIsAConflict", NamingTwice::new),
        new Fault("users made twice", "Conversations#aUserIsMadeOnce", MakingTwice::new),
        new Fault("keeping deleted content", "Deletion#aDeletedContentIsGone", KeepingContent::new),
        new Fault(
            "recording a deletion again", "Deletion#deletingTwiceHasNoEffect", RecordingAgain::new),
        new Fault(
            "deleting anything", "Deletion#systemEventsCannotBeDeleted", DeletingAnything::new));
  }

  private static Supplier<Transport> asking(UnaryOperator<HistoryQuery> change) {
    return () ->
        new ForwardingTransport() {
          @Override
          public CompletableFuture<HistoryPage> history(HistoryQuery query) {
            return super.history(change.apply(query));
          }
        };
  }

  private static Supplier<Transport> paging(UnaryOperator<HistoryPage> change) {
    return () ->
        new ForwardingTransport() {
          @Override
          public CompletableFuture<HistoryPage> history(HistoryQuery query) {
            return super.history(query).thenApply(change);
          }
        };
  }

  private static HistoryQuery withoutPrefixes(HistoryQuery query) {
    return query.withFilter(
        new EventFilter(
            query.filter().patterns().stream()
                .map(p -> new EventFilter.Pattern(p.kind(), p.text(), p.text().isEmpty()))
                .toList()));
  }

  private static final class Rejoining extends ForwardingTransport {
    @Override
    public CompletableFuture<Member> join(ConversationId conversation, UserId user) {
      return findMember(conversation, user)
          .thenCompose(
              present ->
                  present.isEmpty()
                      ? super.join(conversation, user)
                      : leave(conversation, present.get().id())
                          .thenCompose(left -> super.join(conversation, user)));
    }
  }

  private static final class InvitingMembers extends ForwardingTransport {
    @Override
    public CompletableFuture<Member> invite(ConversationId conversation, UserId user) {
      return findMember(conversation, user)
          .thenCompose(
              present ->
                  present.isEmpty()
                      ? super.invite(conversation, user)
                      : CompletableFuture.completedFuture(present.get()));
    }
  }

  private static final class StartingOver extends ForwardingTransport {
    @Override
    public CompletableFuture<List<Member>> members(
        ConversationId conversation, @Nullable MemberId after, int limit) {
      return super.members(conversation, null, limit);
    }
  }

  private static final class NamingTwice extends ForwardingTransport {
    @Override
    public CompletableFuture<ConversationInfo> createConversation(
        @Nullable String name, @Nullable String displayName) {
      return super.createConversation(name, displayName)
          .exceptionallyCompose(e -> super.createConversation(null, displayName));
    }
  }

  private static final class MakingTwice extends ForwardingTransport {
    @Override
    public CompletableFuture<User> user(String name) {
      return super.user(name + " " + UserId.random()).thenApply(user -> User.of(user.id(), name));
    }
  }

  /** Has the content of tombstones at hand. */
  private static final class KeepingContent extends ForwardingTransport {
    @Override
    public CompletableFuture<RecordedEvent> delete(
        ConversationId conversation, long eventId, @Nullable MemberId by) {
      return history(HistoryQuery.of(conversation).after(eventId - 1).withLimit(1))
          .thenCompose(
              page -> {
                RecordedEvent kept = page.events().get(0);
                return super.delete(conversation, eventId, by)
                    .thenApply(tombstone -> keeping(tombstone, kept.body()));
              });
    }

    private static RecordedEvent keeping(RecordedEvent tombstone, Body body) {
      return new RecordedEvent(
          tombstone.conversation(),
          tombstone.id(),
          tombstone.kind(),
          tombstone.name(),
          tombstone.from(),
          body,
          tombstone.timestamp(),
          tombstone.deletedAt());
    }
  }

  private static final class RecordingAgain extends ForwardingTransport {
    @Override
    public CompletableFuture<RecordedEvent> delete(
        ConversationId conversation, long eventId, @Nullable MemberId by) {
      Publication again =
          new Publication(
              conversation,
              null,
              "deleted",
              Body.empty(),
              IdempotencyKey.mint(),
              Duration.ofMinutes(1));
      return super.delete(conversation, eventId, by)
          .thenCompose(tombstone -> publish(again).thenApply(outcome -> tombstone));
    }
  }

  private static final class DeletingAnything extends ForwardingTransport {
    @Override
    public CompletableFuture<RecordedEvent> delete(
        ConversationId conversation, long eventId, @Nullable MemberId by) {
      return super.delete(conversation, eventId, by)
          .exceptionally(
              e ->
                  new RecordedEvent(
                      conversation,
                      eventId,
                      EventKind.CUSTOM,
                      "anything",
                      Sender.application(),
                      Body.empty(),
                      Instant.EPOCH,
                      Instant.EPOCH));
    }
  }
}
