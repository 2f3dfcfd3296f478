package dev.conversationbus.inmemory;

import static dev.conversationbus.error.NotFoundException.What.CONVERSATION;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.Comparators;
import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.Timing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What several buses of one process share: users, and conversations with their members, histories
 * and feeds.
 *
 * <pre>{@code
 * InMemoryHub hub = InMemoryHub.create();
 * ConversationBus kitchen = ConversationBus.over(hub.transport());
 * ConversationBus counter = ConversationBus.over(hub.transport());
 * }</pre>
 *
 * <p>A hub needs no closing: what is left of it when its transports are closed is memory. Safe for
 * use by many threads.
 *
 * @since 0.1.0
 */
public final class InMemoryHub {

  private final Map<ConversationId, Room> rooms = new ConcurrentHashMap<>();
  private final Map<String, Room> roomsByName = new ConcurrentHashMap<>();
  private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, Account> accountsByName = new ConcurrentHashMap<>();
  private final AtomicLong roomCount = new AtomicLong();
  private final Set<InMemoryTransport> openTransports = ConcurrentHashMap.newKeySet();
  private final SystemTiming systemTiming = new SystemTiming();
  private final @Nullable Timing givenTiming;
  private final FailureScript failures = new FailureScript(this::breakFeeds);
  private final Ids ids;
  private final Rules rules;

  private InMemoryHub(Builder builder) {
    this.givenTiming = builder.timing;
    this.ids = new Ids(builder.seed);
    this.rules = new Rules(timing(), builder.retention, builder.keyWindow, builder.keyLimit);
  }

  /** {@return a new hub with the defaults} */
  public static InMemoryHub create() {
    return builder().build();
  }

  /** {@return a builder with the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a new connection to this hub, for one bus; closing it leaves the hub as it is} */
  public InMemoryTransport transport() {
    InMemoryTransport opened = new InMemoryTransport(this, failures);
    openTransports.add(opened);
    return opened;
  }

  /** {@return what goes wrong in this hub; nothing unless the test says so} */
  public FailureScript failures() {
    return failures;
  }

  /** Learns that a transport was closed; the last one stops the thread for delays. */
  void forget(InMemoryTransport closed) {
    openTransports.remove(closed);
    if (openTransports.isEmpty()) {
      systemTiming.stop();
    }
  }

  private void breakFeeds() {
    openTransports.forEach(InMemoryTransport::breakFeeds);
  }

  /** {@return the time by which the hub runs} */
  Timing timing() {
    return givenTiming == null ? systemTiming : givenTiming;
  }

  /** {@return the time that the user gave; empty if it is the system's} */
  Optional<Timing> givenTiming() {
    return Optional.ofNullable(givenTiming);
  }

  Room createRoom(@Nullable String name, @Nullable String displayName) {
    if (name != null && roomsByName.containsKey(name)) {
      throw nameTaken(name);
    }
    ConversationId id = ConversationId.of(ids.next());
    Room room = new Room(id, name, displayName, roomCount.incrementAndGet(), rules);
    rooms.put(id, room);
    if (name != null && roomsByName.putIfAbsent(name, room) != null) {
      rooms.remove(id);
      throw nameTaken(name);
    }
    return room;
  }

  private static ConflictException nameTaken(String name) {
    return new ConflictException(
        "conversation.name-taken",
        "there is a conversation named " + name + " already; find it, or take another name");
  }

  @Nullable Room findRoom(ConversationId id) {
    return rooms.get(id);
  }

  @Nullable Room findRoom(String name) {
    return roomsByName.get(name);
  }

  /** Returns the oldest conversations of those younger than one, which has to be looked for. */
  List<Room> roomsAfter(long number, int limit) {
    return rooms.values().stream()
        .filter(room -> room.number() > number)
        .collect(Comparators.least(limit, Comparator.comparingLong(Room::number)));
  }

  Room room(ConversationId id) {
    Room room = rooms.get(id);
    if (room == null) {
      throw new NotFoundException(CONVERSATION, "conversation " + id);
    }
    return room;
  }

  Outcome publish(Publication publication) {
    try {
      return new Outcome.Accepted(room(publication.conversation()).publish(publication));
    } catch (ConversationBusException e) {
      return new Outcome.Rejected(e);
    }
  }

  Account account(String name) {
    Account known = accountsByName.get(name);
    return known != null ? known : accountsByName.computeIfAbsent(name, this::newAccount);
  }

  private Account newAccount(String name) {
    Account account = new Account(User.of(UserId.of(ids.next()), name));
    accounts.put(account.user().id(), account);
    return account;
  }

  @Nullable Account findAccount(String name) {
    return accountsByName.get(name);
  }

  @Nullable Account findAccount(UserId id) {
    return accounts.get(id);
  }

  MemberId newMemberId() {
    return MemberId.of(ids.next());
  }

  /** The choices of a hub; every one has a default. */
  public static final class Builder {

    private static final int MAX_KEYS = 10_000_000;

    private @Nullable Long seed;
    private @Nullable Timing timing;
    private Retention retention = Retention.unlimited();
    private Duration keyWindow = Duration.ofHours(24);
    private int keyLimit = 10_000;

    private Builder() {}

    /**
     * Makes ids repeatable: the same calls in the same order on a hub with the same seed give the
     * same ids. They are random, and cannot be guessed, unless set.
     */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /**
     * Sets the time by which timestamps, delays and the deadlines of the buses run, such as a
     * {@link VirtualTime}; the system's unless set.
     */
    public Builder timing(Timing value) {
      this.timing = requireNonNull(value, "value");
      return this;
    }

    /** Sets how much of each history is kept; everything unless set. */
    public Builder retention(Retention rule) {
      this.retention = requireNonNull(rule, "rule");
      return this;
    }

    /**
     * Sets for how long, and for how many of the latest publications of each conversation, an
     * idempotency key is remembered together with its event; 24 hours and 10,000 unless set. A key
     * that was forgotten is a new key.
     *
     * @param window more than zero
     * @param limit 1 to 10,000,000
     */
    public Builder idempotency(Duration window, int limit) {
      if (window.isNegative() || window.isZero()) {
        throw new IllegalArgumentException("window " + window + ": allowed is more than zero");
      }
      if (limit < 1 || limit > MAX_KEYS) {
        throw new IllegalArgumentException("limit " + limit + ": allowed are 1 to " + MAX_KEYS);
      }
      this.keyWindow = window;
      this.keyLimit = limit;
      return this;
    }

    /** {@return a new hub} */
    public InMemoryHub build() {
      return new InMemoryHub(this);
    }
  }
}
