package dev.conversationbus.testkit;

import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A random row of calls, one after the other, each compared with a model. */
final class Schedule {

  private static final List<String> NAMES = List.of("poll", "poll_vote", "order", "chat");

  private final Stage stage;
  private final Random random;
  private final List<ModelRoom> rooms = new ArrayList<>();
  private final List<User> users = new ArrayList<>();
  private final List<OpenFeed> feeds = new ArrayList<>();
  private final List<String> done = new ArrayList<>();

  private record OpenFeed(ModelRoom room, long after, HeardFeed heard) {}

  Schedule(Stage stage, long seed) {
    this.stage = stage;
    this.random = new Random(seed);
  }

  void run(int steps) throws Exception {
    for (int i = 0; i < 3; i++) {
      rooms.add(new ModelRoom(stage.conversation()));
      users.add(stage.user("user"));
    }
    try {
      for (int i = 0; i < steps; i++) {
        step();
      }
      for (OpenFeed feed : feeds) {
        check(feed);
      }
      for (ModelRoom room : rooms) {
        check(room);
      }
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\nafter " + done, e);
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void step() throws Exception {
    ModelRoom room = any(rooms);
    int dice = random.nextInt(100);
    if (dice < 35) {
      publish(room);
    } else if (dice < 45) {
      repeat(room);
    } else if (dice < 55) {
      refused(room);
    } else if (dice < 65) {
      delete(room);
    } else if (dice < 75) {
      join(room);
    } else if (dice < 80) {
      leave(room);
    } else if (dice < 88) {
      open(room);
    } else if (dice < 91) {
      close();
    } else {
      ask(room);
    }
  }

  private void note(String what) {
    done.add(what);
  }

  private static void same(Object expected, @Nullable Object found, String what) {
    if (!expected.equals(found)) {
      throw new AssertionError(what + ": expected " + expected + ", found " + found);
    }
  }

  private void publish(ModelRoom room) throws Exception {
    List<Member> members = new ArrayList<>(room.joined.values());
    boolean byMember = !members.isEmpty() && random.nextBoolean();
    MemberId from = byMember ? any(members).id() : null;
    Body body = Body.parse("{\"n\":" + random.nextInt(1000) + "}");
    Publication publication = Stage.publication(room.id, from, any(NAMES), body);
    note("publish " + publication.name());
    RecordedEvent recorded = stage.accepted(publication);
    room.publish(publication);
    same(room.lastId(), recorded.id(), "id of what was published");
  }

  private void repeat(ModelRoom room) throws Exception {
    if (room.sent.isEmpty() || !stage.transport().capabilities().removesDuplicates()) {
      return;
    }
    ModelRoom.Sent sent = any(room.sent);
    MemberId from = sent.publication().from();
    if (room.event(sent.id()).deleted() || (from != null && room.gone.contains(from))) {
      return;
    }
    note("repeat #" + sent.id());
    same(sent.id(), stage.accepted(sent.publication()).id(), "id of a repeat");
  }

  private void refused(ModelRoom room) throws Exception {
    MemberId from = room.gone.isEmpty() ? MemberId.random() : any(room.gone);
    note("publish as nobody");
    Stage.rejected(ConversationBusException.class, stage.publish(Stage.publication(room.id, from)));
  }

  private void delete(ModelRoom room) throws Exception {
    long id = 1L + random.nextInt((int) room.lastId() + 1);
    note("delete #" + id);
    var deleting = stage.transport().delete(room.id, id, null);
    if (id > room.lastId() || room.event(id).kind() == EventKind.SYSTEM) {
      stage.failure(NotFoundException.class, deleting);
      return;
    }
    RecordedEvent tombstone = stage.get(deleting);
    same(Body.empty(), tombstone.body(), "body of a tombstone");
    if (!room.event(id).deleted()) {
      room.delete(id);
    }
  }

  private void join(ModelRoom room) throws Exception {
    User user = any(users);
    note("join " + users.indexOf(user));
    Member member = stage.join(room.id, user);
    Member known = room.joined.put(user.id(), member);
    if (known == null) {
      room.add(ModelRoom.Expected.system(RecordedEvent.MEMBER_JOINED));
    } else {
      same(known, member, "member who joins again");
    }
  }

  private void leave(ModelRoom room) throws Exception {
    Member member = room.joined.remove(any(users).id());
    if (member != null) {
      note("leave");
      stage.get(stage.transport().leave(room.id, member.id()));
      room.gone.add(member.id());
      room.add(ModelRoom.Expected.system(RecordedEvent.MEMBER_LEFT));
    }
  }

  private void open(ModelRoom room) throws Exception {
    boolean live = random.nextBoolean();
    long after = live ? room.lastId() : random.nextInt((int) room.lastId() + 1);
    note("open after " + after);
    feeds.add(new OpenFeed(room, after, stage.hear(room.id, live ? Feed.LIVE : after)));
  }

  private void close() throws Exception {
    if (!feeds.isEmpty()) {
      note("close");
      OpenFeed feed = feeds.remove(random.nextInt(feeds.size()));
      feed.heard().close();
      long next = feed.after();
      for (RecordedEvent event : feed.heard().events()) {
        same(++next, event.id(), "id that a feed gave before it was closed");
      }
    }
  }

  private void ask(ModelRoom room) throws Exception {
    long after = random.nextInt((int) room.lastId() + 1);
    long before = random.nextBoolean() ? Long.MAX_VALUE : after + random.nextInt(20);
    boolean backwards = random.nextBoolean();
    boolean deleted = random.nextBoolean();
    String prefix = any(NAMES);
    boolean all = random.nextBoolean();
    int limit = 1 + random.nextInt(10);
    HistoryQuery query =
        new HistoryQuery(
            room.id,
            after,
            before,
            backwards,
            limit,
            all ? EventFilter.all() : EventFilter.prefixed(prefix),
            deleted,
            null,
            null);
    note("ask");
    List<Long> expected = new ArrayList<>();
    for (long id = 1; id <= room.lastId(); id++) {
      ModelRoom.Expected event = room.event(id);
      boolean named = event.kind() == EventKind.CUSTOM && event.name().startsWith(prefix);
      if (id > after && id < before && (all || named) && (deleted || !event.deleted())) {
        expected.add(id);
      }
    }
    if (backwards) {
      Collections.reverse(expected);
    }
    HistoryPage page = stage.page(query);
    same(
        expected.stream().limit(limit).toList(),
        page.events().stream().map(RecordedEvent::id).toList(),
        query.toString());
    same(expected.size() > limit, page.hasMore(), "hasMore of " + query);
  }

  private void check(OpenFeed feed) throws Exception {
    if (feed.after() < feed.room().lastId()) {
      feed.heard().exactly(feed.after() + 1, feed.room().lastId());
    } else {
      same(List.of(), feed.heard().ids(), "events of a feed after the last");
    }
  }

  private void check(ModelRoom room) throws Exception {
    List<RecordedEvent> recorded = stage.everything(room.id);
    same(room.lastId(), (long) recorded.size(), "number of events");
    for (RecordedEvent event : recorded) {
      if (!room.event(event.id()).isLike(event)) {
        throw new AssertionError("expected " + room.event(event.id()) + ", found " + event);
      }
    }
  }
}
