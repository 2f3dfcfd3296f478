package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.Subscription;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A handle: which conversation, and as whom it sends. */
final class DefaultConversation implements Conversation {

  private final DefaultConversationBus bus;
  private final ConversationId id;
  private final @Nullable String name;
  private final Speaker speaker;

  DefaultConversation(
      DefaultConversationBus bus, ConversationId id, @Nullable String name, Speaker speaker) {
    this.bus = bus;
    this.id = id;
    this.name = name;
    this.speaker = speaker;
  }

  Speaker speaker() {
    return speaker;
  }

  DefaultConversationBus bus() {
    return bus;
  }

  @Override
  public ConversationId id() {
    return id;
  }

  @Override
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  @Override
  public Optional<Member> self() {
    return speaker.self();
  }

  @Override
  public Conversation join(String userName) {
    User user = user(userName);
    Member member = bus.call("joining", t -> t.join(id, user.id()));
    return new DefaultConversation(bus, id, name, new Speaker.Self(member));
  }

  @Override
  public Conversation as(MemberId member) {
    requireNonNull(member, "member");
    Member found =
        bus.call("finding a member", t -> t.findMember(id, member))
            .orElseThrow(
                () -> new NotFoundException(NotFoundException.What.MEMBER, member.value()));
    return new DefaultConversation(bus, id, name, new Speaker.Self(found));
  }

  @Override
  public Conversation asApplication() {
    return new DefaultConversation(bus, id, name, Speaker.Application.INSTANCE);
  }

  @Override
  public Member invite(String userName) {
    User user = user(userName);
    return bus.call("inviting", t -> t.invite(id, user.id()));
  }

  private User user(String userName) {
    requireNonNull(userName, "userName");
    return bus.call("finding a user", t -> t.user(userName));
  }

  @Override
  public void leave() {
    Member self =
        self().orElseThrow(() -> new NotAMemberException(id.value(), "this handle has no self"));
    bus.call("leaving", t -> t.leave(id, self.id()));
  }

  @Override
  public Stream<Member> members() {
    return Paging.stream(
        null,
        (@Nullable Member last) -> {
          List<Member> page =
              bus.call(
                  "listing members",
                  t -> t.members(id, last == null ? null : last.id(), Paging.SIZE));
          return new Paging.Page<>(page, page.size() < Paging.SIZE);
        });
  }

  @Override
  public <T> Subscription on(EventType<T> type, EventListener<T> listener) {
    return on(type, Start.live(), listener);
  }

  @Override
  public <T> Subscription on(EventType<T> type, Start from, EventListener<T> listener) {
    requireNonNull(listener, "listener");
    return bus.listening()
        .listen(id, bus.listening().typed(type), requireNonNull(from, "from"), listener);
  }

  @Override
  public Subscription on(String type, EventListener<Body> listener) {
    return on(type, Start.live(), listener);
  }

  @Override
  public Subscription on(String type, Start from, EventListener<Body> listener) {
    requireNonNull(listener, "listener");
    return bus.listening()
        .listen(id, bus.listening().named(type), requireNonNull(from, "from"), listener);
  }

  @Override
  public <T> Subscription once(EventType<T> type, EventListener<T> listener) {
    requireNonNull(listener, "listener");
    return bus.listening().once(id, bus.listening().typed(type), listener);
  }

  @Override
  public Subscription once(String type, EventListener<Body> listener) {
    requireNonNull(listener, "listener");
    return bus.listening().once(id, bus.listening().named(type), listener);
  }

  @Override
  public Subscription onAny(EventListener<Body> listener) {
    return onAny(Start.live(), listener);
  }

  @Override
  public Subscription onAny(Start from, EventListener<Body> listener) {
    requireNonNull(listener, "listener");
    return bus.listening()
        .listen(id, bus.listening().any(), requireNonNull(from, "from"), listener);
  }

  @Override
  public Subscription onPrefix(String prefix, EventListener<Body> listener) {
    return onPrefix(prefix, Start.live(), listener);
  }

  @Override
  public Subscription onPrefix(String prefix, Start from, EventListener<Body> listener) {
    requireNonNull(prefix, "prefix");
    requireNonNull(listener, "listener");
    return bus.listening()
        .listen(id, bus.listening().prefixed(prefix), requireNonNull(from, "from"), listener);
  }

  @Override
  public <T> Flow.Publisher<CustomEvent<T>> publisher(EventType<T> type) {
    return publisher(type, Start.live());
  }

  @Override
  public <T> Flow.Publisher<CustomEvent<T>> publisher(EventType<T> type, Start from) {
    return new TypedPublisher<>(
        bus.listening(), id, bus.listening().typed(type), requireNonNull(from, "from"));
  }

  @Override
  public <T> CustomEvent<T> send(EventType<T> type, T body) {
    return send(type, body, SendOptions.defaults());
  }

  @Override
  public <T> CustomEvent<T> send(EventType<T> type, T body, SendOptions options) {
    requireNonNull(body, "body");
    return bus.sending().send(this, type, body, requireNonNull(options, "options"));
  }

  @Override
  public CustomEvent<Body> send(String type, Body body) {
    return send(type, body, SendOptions.defaults());
  }

  @Override
  public CustomEvent<Body> send(String type, Body body, SendOptions options) {
    requireNonNull(body, "body");
    return bus.sending()
        .send(this, bus.sending().rawType(type), body, requireNonNull(options, "options"));
  }

  @Override
  public CustomEvent<Body> send(String type, Map<String, ?> body) {
    requireNonNull(body, "body");
    return bus.sending().send(this, type, body);
  }

  @Override
  public <T> CompletableFuture<CustomEvent<T>> sendAsync(EventType<T> type, T body) {
    return sendAsync(type, body, SendOptions.defaults());
  }

  @Override
  public <T> CompletableFuture<CustomEvent<T>> sendAsync(
      EventType<T> type, T body, SendOptions options) {
    requireNonNull(type, "type");
    requireNonNull(body, "body");
    return bus.sending().sendAsync(this, type, body, requireNonNull(options, "options"));
  }

  @Override
  public CompletableFuture<CustomEvent<Body>> sendAsync(String type, Body body) {
    return sendAsync(type, body, SendOptions.defaults());
  }

  @Override
  public CompletableFuture<CustomEvent<Body>> sendAsync(
      String type, Body body, SendOptions options) {
    requireNonNull(body, "body");
    return bus.sending()
        .sendAsync(this, bus.sending().rawType(type), body, requireNonNull(options, "options"));
  }

  @Override
  public CompletableFuture<CustomEvent<Body>> sendAsync(String type, Map<String, ?> body) {
    requireNonNull(type, "type");
    requireNonNull(body, "body");
    return bus.sending().sendAsync(this, type, body);
  }

  @Override
  public Reconciliation reconcile(DeliveryUnknownException unknown) {
    if (!unknown.conversation().equals(id.value())) {
      throw new IllegalArgumentException(
          "the send was to conversation " + unknown.conversation() + ", this is " + id);
    }
    if (unknown.idempotencyKey().isEmpty()) {
      return new Reconciliation.StillUnknown(
          "it was sent without an idempotency key; look for it in the history");
    }
    IdempotencyKey key = IdempotencyKey.of(unknown.idempotencyKey());
    Outcome outcome = bus.call("reconciling", t -> t.lookUp(id, key));
    if (outcome instanceof Outcome.Accepted accepted) {
      return new Reconciliation.Recorded(bus.dispatcher().eventOf(accepted.event()));
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      if (rejected.reason() instanceof NotFoundException missing
          && missing.what() == NotFoundException.What.EVENT) {
        return Reconciliation.NotRecorded.INSTANCE;
      }
      return new Reconciliation.StillUnknown(String.valueOf(rejected.reason().getMessage()));
    }
    return new Reconciliation.StillUnknown(((Outcome.Unknown) outcome).why());
  }

  @Override
  public History history() {
    return new TransportHistory(bus, HistoryQuery.of(id));
  }

  @Override
  public Optional<CustomEvent<Body>> event(long eventId) {
    if (eventId < 1) {
      return Optional.empty();
    }
    HistoryQuery query = HistoryQuery.of(id).after(eventId - 1).before(eventId + 1);
    return bus.call("reading an event", t -> t.history(query)).events().stream()
        .findFirst()
        .map(bus.dispatcher()::eventOf);
  }

  @Override
  public void delete(long eventId) {
    bus.call("deleting an event", t -> t.delete(id, eventId, speaker.sendsAs(id)));
  }

  @Override
  public String toString() {
    return "Conversation[" + id + (self().isEmpty() ? "" : " as " + self().get().name()) + "]";
  }
}
