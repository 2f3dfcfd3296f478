package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.Conversation;
import dev.conversationbus.EventPage;
import dev.conversationbus.History;
import dev.conversationbus.error.BodyMismatchException;
import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promise 7, for what users ask of the past, of conversations and of members. */
abstract class BusHistoryPromises extends BusPromiseGroup {

  private static List<Long> ids(History history) {
    return history.stream().map(CustomEvent::id).toList();
  }

  @Test
  @DisplayName("7: a history is narrowed by type, prefix, ids and direction, all together")
  void aHistoryIsNarrowed() {
    Conversation lunch = lunch();
    for (String type : List.of("poll", "poll_vote", "chat", "poll_vote", "order", "poll_vote")) {
      say(lunch, type);
    }
    History history = lunch.history();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), ids(history));
    assertEquals(List.of(2L, 4L, 6L), ids(history.ofType("poll_vote")));
    assertEquals(List.of(3L, 5L), ids(history.ofType("chat", "order")));
    assertEquals(List.of(1L, 2L, 4L, 6L), ids(history.ofPrefix("poll")));
    assertEquals(List.of(6L, 4L), ids(history.ofType("poll_vote").after(2).newestFirst()));
    assertEquals(List.of(2L, 4L), ids(history.ofPrefix("poll").after(1).before(6)));
    assertEquals(List.of(), ids(history.ofType("nothing")));
  }

  @Test
  @DisplayName("7: a history is read page by page, and stays right while events are added")
  void aHistoryIsReadPageByPage() {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 10);
    List<Long> read = new ArrayList<>();
    Optional<History> rest = Optional.of(lunch.history());
    while (rest.isPresent()) {
      EventPage page = rest.get().page(4);
      assertTrue(page.events().size() <= 4);
      page.events().forEach(event -> read.add(event.id()));
      if (read.size() < 12) {
        say(lunch, "ping");
      }
      rest = page.next();
    }
    assertEquals(LongStream.rangeClosed(1, read.size()).boxed().toList(), read);
    assertTrue(read.size() >= 10, "read only " + read);
  }

  @Test
  @DisplayName("7: a stream reads more than a page, in both directions")
  void aStreamReadsManyPages() {
    Conversation lunch = lunch();
    List<Long> sent = sayMany(lunch, "ping", 1050);
    assertEquals(sent, ids(lunch.history()));
    assertEquals(1050, lunch.history().newestFirst().stream().findFirst().orElseThrow().id());
    assertEquals(1050, ids(lunch.history().newestFirst()).size());
  }

  @Test
  @DisplayName("7: a page can be had without waiting")
  void aPageCanBeHadWithoutWaiting() throws Exception {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 3);
    EventPage page = stage().get(lunch.history().pageAsync(3));
    assertEquals(3, page.events().size());
    assertEquals(Optional.empty(), page.next());
  }

  @Test
  @DisplayName("7: a typed history is read as its Java type, and stops at a body that does not fit")
  void aTypedHistory() {
    Conversation lunch = lunch();
    lunch.send(VOTE, PIZZA);
    say(lunch, "chat");
    lunch.send(VOTE, PIZZA);
    assertEquals(
        List.of(PIZZA, PIZZA), lunch.history().stream(VOTE).map(CustomEvent::body).toList());
    lunch.send("poll_vote", Map.of("seats", "many"));
    assertThrows(
        BodyMismatchException.class, () -> lunch.history().stream(VOTE).forEach(event -> {}));
  }

  @Test
  @DisplayName("8: a deleted event is gone from the history, and cannot be had by its id")
  void aDeletedEventIsGone() {
    Conversation lunch = lunch();
    sayMany(lunch, "ping", 3);
    lunch.delete(2);
    lunch.delete(2);
    assertEquals(List.of(1L, 3L), recorded(lunch));
    assertEquals(Optional.empty(), lunch.event(2));
    assertEquals(3, lunch.event(3).orElseThrow().id());
    assertEquals(Optional.empty(), lunch.event(100));
    assertThrows(NotFoundException.class, () -> lunch.delete(100));
    assertEquals(5, say(lunch, "ping").id());
  }

  @Test
  @DisplayName("8: conversations are found by id and name, or not found")
  void conversationsAreFound() {
    String name = Stage.unique("lunch");
    Conversation lunch = bus().newConversation(name);
    assertEquals(Optional.of(name), lunch.name());
    assertEquals(Optional.empty(), lunch.self());
    assertEquals(lunch.id(), bus().conversation(name).id());
    assertEquals(Optional.of(name), bus().conversation(lunch.id()).name());
    assertThrows(ConflictException.class, () -> bus().newConversation(name));
    assertThrows(NotFoundException.class, () -> bus().conversation(ConversationId.random()));
    assertThrows(NotFoundException.class, () -> bus().conversation(Stage.unique("nowhere")));
  }

  @Test
  @DisplayName("8: members join once, are invited, leave, and are listed in any state")
  void membersAreListed() {
    Conversation lunch = bus().newConversation();
    String name = Stage.unique("alice");
    Conversation alice = lunch.join(name);
    assertEquals(alice.self(), lunch.join(name).self());
    Member bob = lunch.invite(Stage.unique("bob"));
    assertEquals(MemberState.INVITED, bob.state());
    assertThrows(ConflictException.class, () -> lunch.invite(name));
    alice.leave();
    assertEquals(
        List.of(MemberState.LEFT, MemberState.INVITED),
        lunch.members().map(Member::state).toList());
    assertEquals(List.of(name, bob.name()), lunch.members().map(Member::name).toList());
  }
}
