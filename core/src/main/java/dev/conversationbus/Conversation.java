package dev.conversationbus;

import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.DeliveryUnknownException;
import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.NotAMemberException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * A handle of a conversation: it listens, and, as a member or as the application, sends.
 *
 * <pre>{@code
 * Conversation alice = bus.newConversation("lunch").join("alice");
 * Subscription votes = alice.on(VOTE, (from, event) -> tally(from.name(), event.body()));
 * alice.send(VOTE, new Vote("pizza"));
 * votes.close();
 * }</pre>
 *
 * <p><b>Listening.</b> When a method that subscribes has returned, every event recorded from then
 * on reaches the listener: once, in id order, the sender's own included. Listeners of a name come
 * first, those of a prefix or of everything after them, each in the order of registration. The same
 * lambda registered twice is called twice. All handles of a conversation on one bus share its
 * listeners.
 *
 * <p><b>Sending.</b> A blocking send returns when the event is recorded; whether its listeners have
 * run by then is a matter of the {@link Delivery}. The asynchronous twin takes the same parameters
 * and carries the same failures in its future; it throws at once only for null arguments.
 *
 * <p><b>Threads.</b> Safe for use by many threads, and from inside listeners.
 *
 * @since 0.1.0
 */
public interface Conversation {

  /** {@return the conversation's id} */
  ConversationId id();

  /** {@return the conversation's unique name, empty if it has none} */
  Optional<String> name();

  /** {@return the member as which this handle sends, empty if it speaks for no member} */
  Optional<Member> self();

  /**
   * Makes the user with a name a member, the user too if there is none yet; who has joined already
   * stays the member he is.
   *
   * @return a handle that sends as this member
   */
  Conversation join(String userName);

  /**
   * {@return a handle that sends as a member of this conversation}
   *
   * @throws NotFoundException if there is no such member
   */
  Conversation as(MemberId member);

  /** {@return a handle that sends as the application itself, not as one of the members} */
  Conversation asApplication();

  /**
   * Asks a user to join.
   *
   * @throws dev.conversationbus.error.ConflictException if the user is a member already
   */
  Member invite(String userName);

  /**
   * Ends the membership of self; idempotent.
   *
   * @throws NotAMemberException if this handle has no self
   */
  void leave();

  /** {@return all members in any state, oldest first, read page by page} */
  Stream<Member> members();

  /** Calls a listener for events of a type that are recorded from now on. */
  <T> Subscription on(EventType<T> type, EventListener<T> listener);

  /** Calls a listener for events of a type, from a place in the history on. */
  <T> Subscription on(EventType<T> type, Start from, EventListener<T> listener);

  /**
   * Calls a listener for events of a type that are recorded from now on; bodies stay JSON.
   *
   * @throws InvalidEventException if the name breaks the bus's rules
   */
  Subscription on(String type, EventListener<Body> listener);

  /**
   * Calls a listener for events of a type, from a place in the history on; bodies stay JSON.
   *
   * @throws InvalidEventException if the name breaks the bus's rules
   */
  Subscription on(String type, Start from, EventListener<Body> listener);

  /** Calls a listener for the next event of a type, and ends the subscription before the call. */
  <T> Subscription once(EventType<T> type, EventListener<T> listener);

  /**
   * Calls a listener for the next event of a type, and ends the subscription before the call; the
   * body stays JSON.
   *
   * @throws InvalidEventException if the name breaks the bus's rules
   */
  Subscription once(String type, EventListener<Body> listener);

  /** Calls a listener for custom events of every type that are recorded from now on. */
  Subscription onAny(EventListener<Body> listener);

  /** Calls a listener for custom events of every type, from a place in the history on. */
  Subscription onAny(Start from, EventListener<Body> listener);

  /**
   * Calls a listener for custom events whose type begins with {@code prefix} that are recorded from
   * now on.
   */
  Subscription onPrefix(String prefix, EventListener<Body> listener);

  /**
   * Calls a listener for custom events whose type begins with {@code prefix}, from a place in the
   * history on.
   */
  Subscription onPrefix(String prefix, Start from, EventListener<Body> listener);

  /**
   * {@return a publisher of the events of a type that are recorded after each subscribing}
   *
   * <p>It obeys demand: what is not asked for waits, up to the {@link Delivery#queueLimit} in
   * memory and beyond that in the history, from where it is read again.
   */
  <T> Flow.Publisher<CustomEvent<T>> publisher(EventType<T> type);

  /** {@return a publisher of the events of a type, from a place in the history on} */
  <T> Flow.Publisher<CustomEvent<T>> publisher(EventType<T> type, Start from);

  /**
   * Sends an event and waits until it is recorded.
   *
   * @return the event with its id and time
   * @throws InvalidEventException if type or body break the rules
   * @throws BodyMismatchException if the body cannot be written as JSON
   * @throws NotAMemberException if this handle has no self, or self has not joined
   * @throws DeliveryUnknownException if nobody can tell in time whether it was recorded
   * @throws ConversationBusException any other, if the transport refused it
   */
  <T> CustomEvent<T> send(EventType<T> type, T body);

  /** Sends as {@link #send(EventType, Object)} does, with a deadline or a key of one's own. */
  <T> CustomEvent<T> send(EventType<T> type, T body, SendOptions options);

  /** Sends as {@link #send(EventType, Object)} does, a JSON object. */
  CustomEvent<Body> send(String type, Body body);

  /**
   * Sends as {@link #send(EventType, Object)} does, a JSON object, with a deadline or a key of
   * one's own.
   */
  CustomEvent<Body> send(String type, Body body, SendOptions options);

  /** Sends as {@link #send(EventType, Object)} does, the fields of a JSON object. */
  CustomEvent<Body> send(String type, Map<String, ?> body);

  /** Sends as {@link #send(EventType, Object)} does, without waiting. */
  <T> CompletableFuture<CustomEvent<T>> sendAsync(EventType<T> type, T body);

  /** Sends as {@link #send(EventType, Object, SendOptions)} does, without waiting. */
  <T> CompletableFuture<CustomEvent<T>> sendAsync(EventType<T> type, T body, SendOptions options);

  /** Sends as {@link #send(String, Body)} does, without waiting. */
  CompletableFuture<CustomEvent<Body>> sendAsync(String type, Body body);

  /** Sends as {@link #send(String, Body, SendOptions)} does, without waiting. */
  CompletableFuture<CustomEvent<Body>> sendAsync(String type, Body body, SendOptions options);

  /** Sends as {@link #send(String, Map)} does, without waiting. */
  CompletableFuture<CustomEvent<Body>> sendAsync(String type, Map<String, ?> body);

  /** Settles a send whose outcome is unknown. */
  Reconciliation reconcile(DeliveryUnknownException unknown);

  /** {@return the custom events recorded so far, to be narrowed and read} */
  History history();

  /** {@return the custom event with an id; empty if there is none, or it was deleted} */
  Optional<CustomEvent<Body>> event(long id);

  /**
   * Takes an event's content away for good; deleting twice changes nothing.
   *
   * @throws NotFoundException if there is no such custom event
   */
  void delete(long id);
}
