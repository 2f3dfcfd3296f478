package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.User;
import dev.conversationbus.spi.ConversationInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises 7 and 8, for conversations and users: their names, and finding them. */
abstract class ConversationPromises extends PromiseGroup {

  private ConversationInfo create(String name) throws InterruptedException {
    return stage().get(transport().createConversation(name, null));
  }

  private List<ConversationId> conversationsOf(User user) throws InterruptedException {
    return stage().get(transport().conversationsOf(user.id(), null, 1000)).stream()
        .map(ConversationInfo::id)
        .toList();
  }

  @Test
  @DisplayName("8: a conversation is found by its id and by its name")
  void aConversationIsFound() throws Exception {
    String name = Stage.unique("lunch");
    ConversationInfo created =
        stage().get(transport().createConversation(name, "Lunch, every day"));
    assertEquals(name, created.name());
    assertEquals("Lunch, every day", created.displayName());
    assertEquals(0, created.lastEventId());
    assertNotNull(created.created());
    assertEquals(Optional.of(created), stage().get(transport().findConversation(created.id())));
    assertEquals(Optional.of(created), stage().get(transport().findConversation(name)));
  }

  @Test
  @DisplayName("8: a conversation needs no name")
  void aConversationNeedsNoName() throws Exception {
    ConversationInfo first = stage().get(transport().createConversation(null, null));
    ConversationInfo second = stage().get(transport().createConversation(null, null));
    assertNull(first.name());
    assertNull(first.displayName());
    assertNotEquals(first.id(), second.id());
    assertEquals(Optional.of(second), stage().get(transport().findConversation(second.id())));
  }

  @Test
  @DisplayName("8: a name of 100 characters of any script finds its conversation")
  void namesOfAnyScriptAreFound() throws Exception {
    String unique = Stage.unique("昼食 / Mittag?&=#%+ 🍕");
    String name = unique + "x".repeat(100 - unique.length());
    ConversationInfo created = create(name);
    assertEquals(name, created.name());
    assertEquals(Optional.of(created), stage().get(transport().findConversation(name)));
  }

  @Test
  @DisplayName("8: names that differ in case are different names")
  void conversationNamesDifferInCase() throws Exception {
    String name = Stage.unique("lunch");
    ConversationInfo lower = create(name);
    ConversationInfo upper = create("L" + name.substring(1));
    assertNotEquals(lower.id(), upper.id());
    assertEquals(Optional.of(lower), stage().get(transport().findConversation(name)));
  }

  @Test
  @DisplayName("8: a name that is taken is a conflict, and changes nothing")
  void aTakenNameIsAConflict() throws Exception {
    String name = Stage.unique("lunch");
    ConversationInfo first = create(name);
    stage().failure(ConflictException.class, transport().createConversation(name, "other"));
    assertEquals(Optional.of(first), stage().get(transport().findConversation(name)));
  }

  @Test
  @DisplayName("8: of several who take a name at once, one gets it and the others a conflict")
  void aNameIsTakenOnce() throws Exception {
    String name = Stage.unique("lunch");
    AtomicInteger created = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    crowd(
        number -> {
          try {
            var unused =
                transport()
                    .createConversation(name, null)
                    .get(stage().patience().toNanos(), TimeUnit.NANOSECONDS);
            created.incrementAndGet();
          } catch (ExecutionException e) {
            if (e.getCause() instanceof ConflictException) {
              refused.incrementAndGet();
            }
          }
        });
    assertEquals(1, created.get());
    assertEquals(CROWD - 1, refused.get());
  }

  @Test
  @DisplayName("8: a user is made once and found by name from then on")
  void aUserIsMadeOnce() throws Exception {
    String name = Stage.unique("Zoë 昼 /?&=#%+");
    User first = stage().get(transport().user(name));
    assertEquals(name, first.name());
    assertEquals(first, stage().get(transport().user(name)));
    assertEquals(Optional.of(first), stage().get(transport().findUser(first.id())));
    assertEquals(Optional.of(first), stage().get(transport().findUser(name)));
    assertNotEquals(first.id(), stage().user("zoe").id());
  }

  @Test
  @DisplayName("8: a user who is asked for several times at once is made once")
  void aUserAskedForAtOnceIsMadeOnce() throws Exception {
    String name = Stage.unique("alice");
    Set<User> made = ConcurrentHashMap.newKeySet();
    crowd(number -> made.add(stage().get(transport().user(name))));
    assertEquals(1, made.size());
  }

  @Test
  @DisplayName("8: a user's conversations are those where invited or joined")
  void aUsersConversationsAreThoseOfPresentMemberships() throws Exception {
    User alice = stage().user("alice");
    ConversationId joined = conversation();
    ConversationId invited = conversation();
    ConversationId left = conversation();
    ConversationId foreign = conversation();
    stage().join(joined, alice);
    stage().get(transport().invite(invited, alice.id()));
    Member gone = stage().join(left, alice);
    stage().get(transport().leave(left, gone.id()));
    stage().join(foreign, "bob");
    assertEquals(List.of(joined, invited), conversationsOf(alice));
  }

  @Test
  @DisplayName("8: a user's conversations are listed oldest first, whenever the user came")
  void aUsersConversationsAreListedOldestFirst() throws Exception {
    User alice = stage().user("alice");
    ConversationId first = conversation();
    ConversationId second = conversation();
    ConversationId third = conversation();
    stage().join(third, alice);
    stage().join(first, alice);
    stage().join(second, alice);
    assertEquals(List.of(first, second, third), conversationsOf(alice));
  }

  @Test
  @DisplayName("7: a user's conversations are listed page by page")
  void aUsersConversationsAreListedPageByPage() throws Exception {
    User alice = stage().user("alice");
    List<ConversationId> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ConversationId next = conversation();
      stage().join(next, alice);
      expected.add(next);
    }
    List<ConversationId> found = new ArrayList<>();
    ConversationId after = null;
    List<ConversationInfo> page;
    do {
      page = stage().get(transport().conversationsOf(alice.id(), after, 3));
      assertTrue(page.size() <= 3, "a page of " + page.size());
      page.forEach(info -> found.add(info.id()));
      assertTrue(found.size() <= expected.size(), "conversations are listed again");
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (!page.isEmpty());
    assertEquals(expected, found);
  }

  @Test
  @DisplayName("7: all conversations are listed page by page, oldest first")
  void allConversationsAreListedPageByPage() throws Exception {
    // The store may hold conversations of earlier tests, which are older.
    ConversationId after = conversation();
    List<ConversationId> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      expected.add(conversation());
    }
    List<ConversationId> found = new ArrayList<>();
    List<ConversationInfo> page;
    do {
      page = stage().get(transport().conversations(after, 3));
      assertTrue(page.size() <= 3, "a page of " + page.size());
      page.forEach(info -> found.add(info.id()));
      assertTrue(found.size() <= expected.size(), "conversations are listed again");
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (!page.isEmpty());
    assertEquals(expected, found);
  }
}
