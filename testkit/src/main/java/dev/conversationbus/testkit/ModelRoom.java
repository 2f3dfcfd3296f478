package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a conversation should hold, kept as simply as can be. */
final class ModelRoom {

  /** An event as it should stand in the history. */
  record Expected(
      EventKind kind, String name, @Nullable MemberId from, Body body, boolean deleted) {

    static Expected system(String name) {
      return new Expected(EventKind.SYSTEM, name, null, Body.empty(), false);
    }

    /** Whether a recorded event is this one, as it is now or as it was before it was deleted. */
    boolean isLike(RecordedEvent event) {
      return kind == event.kind()
          && name.equals(event.name())
          && (kind == EventKind.SYSTEM
              || (Objects.equals(from, event.from().member()) && body.equals(event.body())));
    }
  }

  /** A publication that was accepted, and its id. */
  record Sent(Publication publication, long id) {}

  final ConversationId id;
  final List<Expected> events = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  final Map<UserId, Member> joined = new LinkedHashMap<>();
  final List<MemberId> gone = new ArrayList<>();

  ModelRoom(ConversationId id) {
    this.id = id;
  }

  long lastId() {
    return events.size();
  }

  Expected event(long eventId) {
    return events.get((int) eventId - 1);
  }

  void add(Expected event) {
    events.add(event);
  }

  void publish(Publication publication) {
    add(
        new Expected(
            EventKind.CUSTOM, publication.name(), publication.from(), publication.body(), false));
    sent.add(new Sent(publication, lastId()));
  }

  void delete(long eventId) {
    Expected event = event(eventId);
    events.set(
        (int) eventId - 1,
        new Expected(event.kind(), event.name(), event.from(), Body.empty(), true));
    add(Expected.system(RecordedEvent.EVENT_DELETE));
  }
}
