package dev.conversationbus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.Conversation;
import dev.conversationbus.ConversationBus;
import dev.conversationbus.event.Member;
import dev.conversationbus.inmemory.InMemoryTransport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttendanceTest {

  private final ConversationBus bus = ConversationBus.over(InMemoryTransport.create());
  private final List<String> opened = new ArrayList<>();
  private final Attendance attendance =
      new Attendance(
          bus, new Attendance.Limits(2, 3), room -> opened.add(room.name().orElseThrow()));

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void everyNameIsLetInOnce() {
    Conversation first = attendance.member("lunch", "alice");

    assertThat(attendance.member("lunch", "alice")).isSameAs(first);
    assertThat(attendance.member("lunch", "bob").self()).isNotEqualTo(first.self());
    assertThat(first.self().map(Member::name)).contains("alice");
    assertThat(opened).containsExactly("lunch");
    assertThat(bus.conversation("lunch").members().map(Member::name))
        .containsExactly("alice", "bob");
  }

  @Test
  void furtherConversationIsObjectedTo() {
    attendance.member("lunch", "alice");
    attendance.member("dinner", "alice");

    assertThat(attendance.objection("breakfast", "alice").orElseThrow())
        .hasToString(
            "conversation.limit: conversation: found one conversation more, allowed 2 in one run");
    assertThat(attendance.objection("lunch", "alice")).isEmpty();
    assertThat(attendance.objection("dinner", "bob")).isEmpty();
  }

  @Test
  void furtherMemberIsObjectedTo() {
    attendance.member("lunch", "alice");
    attendance.member("lunch", "bob");
    attendance.member("dinner", "alice");

    assertThat(attendance.objection("dinner", "bob").orElseThrow())
        .hasToString("from.limit: from: found one member more, allowed 3 in one run");
    assertThat(attendance.objection("lunch", "bob")).isEmpty();
  }
}
