package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.inmemory.InMemoryHub;
import dev.conversationbus.inmemory.Retention;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamTest {

  /** One message of a stream; the event is empty for an unnamed one. */
  private record Message(String event, String id, String data) {}

  /** A reader of one stream. */
  private static final class Reader implements AutoCloseable {

    private final Http http;
    private final int status;

    Reader(Served served, String token, ConversationId room, Map<String, String> more)
        throws IOException {
      http = new Http(served.port());
      Map<String, String> headers = new TreeMap<>(more);
      headers.put("Accept", "text/event-stream");
      headers.put("Authorization", "Bearer " + token);
      http.write("GET", "/v1/conversations/" + room + "/events", headers, new byte[0]);
      status = Integer.parseInt(http.line().split(" ", -1)[1]);
      while (!http.line().isEmpty()) {
        // The head is of no interest.
      }
    }

    /** Reads the next message; a chunk's frame is no line that begins with a field. */
    Message next() throws IOException {
      String event = "";
      String id = "";
      String data = "";
      while (true) {
        String line = http.line();
        if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          return new Message(event, id, data);
        }
      }
    }

    Message nextEvent() throws IOException {
      Message message = next();
      while (!message.event().isEmpty()) {
        message = next();
      }
      return message;
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }

  private static Reader reader(Served served, Map<String, String> more) throws IOException {
    return new Reader(served, served.asAlice, served.room, more);
  }

  @Test
  void aStreamBeginsWithItsPlaceAndGivesEveryEventOfAllTypes() throws IOException {
    try (Served served = Served.usual();
        Reader reader = reader(served, Map.of())) {
      assertThat(reader.status).isEqualTo(200);
      assertThat(reader.next()).isEqualTo(new Message("open", "", "{\"after\":2}"));
      served.post("beta", "custom:tick", "{\"a\": 1.10}");
      Message tick = reader.next();
      assertThat(tick.id()).isEqualTo("3");
      assertThat(tick.event()).isEmpty();
      assertThat(tick.data())
          .startsWith("{\"id\":3,\"type\":\"custom:tick\"")
          .contains("\"body\":{\"a\":1.10}", "\"from_user\"", "/v1/conversations/");
      served.transport.leave(served.room, served.bob.id()).join();
      assertThat(reader.next().data()).contains("\"type\":\"member:left\"");
    }
  }

  @Test
  void aStreamIsResumedBehindTheLastEventAndHandsOverToLiveWithoutGapOrDouble() throws IOException {
    try (Served served = Served.usual()) {
      for (int i = 0; i < 50; i++) {
        served.record("{}");
      }
      try (Reader reader = reader(served, Map.of("Last-Event-ID", "10"))) {
        Thread writer =
            new Thread(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    served.record("{}");
                  }
                });
        writer.start();
        assertThat(reader.next().data()).isEqualTo("{\"after\":10}");
        List<Long> ids = new ArrayList<>();
        while (ids.size() < 542) {
          ids.add(Long.parseLong(reader.nextEvent().id()));
        }
        assertThat(ids).isEqualTo(LongStream.rangeClosed(11, 552).boxed().toList());
      }
    }
  }

  @Test
  void aLongHistoryIsCaughtUpWithHoweverLongItIs() throws IOException {
    try (Served served = Served.usual()) {
      for (int i = 0; i < 5000; i++) {
        served.record("{\"padding\":\"" + "x".repeat(200) + "\"}");
      }
      try (Reader reader = reader(served, Map.of("Last-Event-ID", "0"))) {
        for (long id = 1; id <= 5002; id++) {
          assertThat(reader.nextEvent().id()).isEqualTo(String.valueOf(id));
        }
      }
    }
  }

  @Test
  void aReaderThatFallsBehindLosesNothing() throws IOException {
    try (Served served = Served.usual();
        Reader reader = reader(served, Map.of())) {
      assertThat(reader.next().event()).isEqualTo("open");
      for (int i = 0; i < 8000; i++) {
        served.record("{\"padding\":\"" + "x".repeat(2000) + "\"}");
      }
      for (long id = 3; id <= 8002; id++) {
        assertThat(reader.nextEvent().id()).isEqualTo(String.valueOf(id));
      }
    }
  }

  @Test
  void aReaderThatTakesNothingIsCutOff() throws IOException {
    try (Served served = Served.with(choices -> choices.heartbeat(Duration.ofMillis(200)));
        Reader reader = reader(served, Map.of())) {
      assertThat(reader.next().event()).isEqualTo("open");
      for (int i = 0; i < 8000; i++) {
        served.record("{\"padding\":\"" + "x".repeat(2000) + "\"}");
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> threadsThatWrite() == 0 && isCut(reader));
    }
  }

  private static long threadsThatWrite() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().startsWith("conversation-bus-endpoint"))
        .filter(
            entry ->
                List.of(entry.getValue()).stream()
                    .anyMatch(frame -> frame.getMethodName().equals("onEvent")))
        .count();
  }

  private static boolean isCut(Reader reader) {
    try {
      reader.http.write("x");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aQuietStreamSaysThatItIsAlive() throws IOException {
    try (Served served = Served.with(choices -> choices.heartbeat(Duration.ofMillis(20)));
        Reader reader = reader(served, Map.of())) {
      assertThat(reader.next().event()).isEqualTo("open");
      assertThat(reader.next()).isEqualTo(new Message("heartbeat", "", "{\"last_id\":2}"));
      served.record("{}");
      assertThat(reader.nextEvent().id()).isEqualTo("3");
      Message beat = reader.next();
      while (!beat.data().equals("{\"last_id\":3}")) {
        assertThat(beat).isEqualTo(new Message("heartbeat", "", "{\"last_id\":2}"));
        beat = reader.next();
      }
    }
  }

  @Test
  void whatWasForgottenIsAnnounced() throws IOException {
    InMemoryHub hub = InMemoryHub.builder().retention(Retention.lastEvents(5)).build();
    try (Served served = Served.over(hub, choices -> choices)) {
      for (int i = 0; i < 20; i++) {
        served.record("{}");
      }
      try (Reader reader = reader(served, Map.of("Last-Event-ID", "3"))) {
        assertThat(reader.next().event()).isEqualTo("open");
        Message gap = reader.next();
        assertThat(gap.event()).isEqualTo("gap");
        assertThat(gap.data()).startsWith("{\"from\":4,\"to\":17,");
        assertThat(reader.next().id()).isEqualTo("18");
      }
    }
  }

  @Test
  void aStrangerGetsNoStream() throws IOException {
    try (Served served = Served.usual();
        Reader reader = new Reader(served, served.asMallory, served.room, Map.of())) {
      assertThat(reader.status).isEqualTo(404);
    }
  }

  @Test
  void aPlaceThatIsNoneIsRefused() throws IOException {
    try (Served served = Served.usual()) {
      for (String place : new String[] {"x", "-1", "1.5", "99999999999999999999"}) {
        try (Reader reader = reader(served, Map.of("Last-Event-ID", place))) {
          assertThat(reader.status).as(place).isEqualTo(400);
        }
      }
    }
  }

  @Test
  void aReaderThatLeavesLeavesNoFeedBehindAndClosingEndsAllStreams() throws IOException {
    try (Served served = Served.usual();
        Reader stays = reader(served, Map.of())) {
      Reader leaves = reader(served, Map.of());
      assertThat(leaves.next().event()).isEqualTo("open");
      assertThat(stays.next().event()).isEqualTo("open");
      leaves.close();
      for (int i = 0; i < 100; i++) {
        served.record("{}");
      }
      served.endpoint.close();
      boolean ended = false;
      while (!ended) {
        try {
          stays.next();
        } catch (EOFException | java.net.SocketException e) {
          ended = true;
        }
      }
    }
  }
}
