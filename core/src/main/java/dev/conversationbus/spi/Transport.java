package dev.conversationbus.spi;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A store of conversations plus a live feed of each. It gives an event its id and time, keeps the
 * history, and hands events on in id order. It takes and gives a body as bytes and never sees a
 * Java body class.
 *
 * <p><b>Threads.</b> Every method may be called by many threads at once, none blocks for long, and
 * none is called with a lock held. A transport calls observers and completes futures without
 * holding a lock.
 *
 * <p><b>Failure.</b> No method throws, but for null arguments. {@link #publish} and {@link #lookUp}
 * report a failure as an {@link Outcome}; the other methods complete their future with a {@link
 * ConversationBusException}, unwrapped. After {@link #close} everything fails with {@link
 * dev.conversationbus.error.BusClosedException}.
 *
 * <p>The promises that the contract suite of the test kit checks, by number:
 *
 * <ol>
 *   <li>Names and bodies arrive as they were sent, byte for byte.
 *   <li>Every publication ends in exactly one outcome: accepted, rejected, or unknown.
 *   <li>Ids start at 1 and have no holes over all events of a conversation; a feed gives each event
 *       once, in id order, and says so when it cannot.
 *   <li>An observer that throws or blocks disturbs no other feed and no later event.
 *   <li>A feed calls its observer from one thread at a time.
 *   <li>{@link #close} can be called twice and from a callback; it leaves no thread, socket or file
 *       behind.
 *   <li>Every page has a limit.
 *   <li>The sender is the member that the publication names, who must be joined; no body changes
 *       that.
 *   <li>Key order and digits of a body stay.
 * </ol>
 *
 * @since 0.1.0
 */
public interface Transport extends AutoCloseable {

  /** {@return a short name for messages, such as {@code in-memory}} */
  String name();

  /** {@return what this transport can do, as things stand now} */
  Capabilities capabilities();

  /**
   * Finds the member as which this transport's credentials speak in a conversation; empty where
   * they speak for the whole application, as in-process transports do.
   */
  default CompletableFuture<Optional<Member>> self(ConversationId conversation) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /**
   * {@return the time by which deadlines and delays run; the system's unless the transport has its
   * own}
   */
  default Optional<Timing> timing() {
    return Optional.empty();
  }

  /**
   * Creates a conversation. Fails with {@link dev.conversationbus.error.ConflictException} if the
   * name is taken.
   *
   * @param name unique among the conversations, 1 to 100 characters; null for none
   * @param displayName for people, up to 50 characters; null for none
   */
  CompletableFuture<ConversationInfo> createConversation(
      @Nullable String name, @Nullable String displayName);

  /** Finds a conversation; empty if there is none or the caller may not see it. */
  CompletableFuture<Optional<ConversationInfo>> findConversation(ConversationId id);

  /**
   * Finds a conversation by its unique name; empty if there is none or the caller may not see it.
   */
  CompletableFuture<Optional<ConversationInfo>> findConversation(String name);

  /**
   * Lists all conversations, oldest first.
   *
   * @param after continue behind this one; null for the first page
   * @param limit of the page, 1 to 1000
   */
  CompletableFuture<List<ConversationInfo>> conversations(
      @Nullable ConversationId after, int limit);

  /**
   * Lists the conversations in which a user is invited or joined, oldest first.
   *
   * @param after continue behind this one; null for the first page
   * @param limit of the page, 1 to 1000
   */
  CompletableFuture<List<ConversationInfo>> conversationsOf(
      UserId user, @Nullable ConversationId after, int limit);

  /** Finds the user with a name, and makes one if there is none. */
  CompletableFuture<User> user(String name);

  /** Finds a user; empty if there is none. */
  CompletableFuture<Optional<User>> findUser(UserId id);

  /** Finds a user by name; empty if there is none. */
  CompletableFuture<Optional<User>> findUser(String name);

  /**
   * Makes a user a joined member; who has joined already stays the same member. Who left before is
   * given a new membership. Fails with {@link NotFoundException} if conversation or user do not
   * exist. Recorded as {@code member:joined}.
   */
  CompletableFuture<Member> join(ConversationId conversation, UserId user);

  /**
   * Makes a user an invited member. Fails with {@link dev.conversationbus.error.ConflictException}
   * if the user is a member already. Recorded as {@code member:invited}.
   */
  CompletableFuture<Member> invite(ConversationId conversation, UserId user);

  /** Ends a membership; ending it twice changes nothing. Recorded as {@code member:left}. */
  CompletableFuture<Member> leave(ConversationId conversation, MemberId member);

  /**
   * Finds a member in any state; empty if there is none. Fails with {@link NotFoundException}
   * without conversation.
   */
  CompletableFuture<Optional<Member>> findMember(ConversationId conversation, MemberId member);

  /** Finds the present membership of a user, invited or joined; empty if there is none. */
  CompletableFuture<Optional<Member>> findMember(ConversationId conversation, UserId user);

  /**
   * Lists the members in any state, oldest first.
   *
   * @param after continue behind this one; null for the first page
   * @param limit of the page, 1 to 1000
   */
  CompletableFuture<List<Member>> members(
      ConversationId conversation, @Nullable MemberId after, int limit);

  /**
   * Records an event and hands it to the feeds. A second publication with the same key in the same
   * conversation is answered with the event of the first, if {@link
   * Capabilities#removesDuplicates}.
   */
  CompletableFuture<Outcome> publish(Publication publication);

  /**
   * Settles an unknown outcome: accepted with the event if it was recorded, rejected with {@link
   * NotFoundException} of an event if it surely was not and never will be, unknown if that cannot
   * be told.
   */
  CompletableFuture<Outcome> lookUp(ConversationId conversation, IdempotencyKey key);

  /** Reads a page of history. Fails with {@link NotFoundException} without conversation. */
  CompletableFuture<HistoryPage> history(HistoryQuery query);

  /**
   * Takes an event's content away; its tombstone keeps id, type and sender. Recorded as {@code
   * event:delete}. Deleting twice changes nothing. Fails with {@link NotFoundException} if there is
   * no such custom event.
   *
   * @param by who deletes; null for the application
   * @return the tombstone
   */
  CompletableFuture<RecordedEvent> delete(
      ConversationId conversation, long eventId, @Nullable MemberId by);

  /**
   * Opens a feed of all events of a conversation. When the future completes the feed's place is
   * fixed: whatever is recorded from then on reaches the observer.
   *
   * @param afterId hand on what has a larger id; {@link Feed#LIVE} for only what is recorded from
   *     now on
   */
  CompletableFuture<Feed> open(ConversationId conversation, long afterId, FeedObserver observer);

  /** Ends all feeds and refuses all calls; idempotent. Waits for no observer that is running. */
  @Override
  void close();
}
