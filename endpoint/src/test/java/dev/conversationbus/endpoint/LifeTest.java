package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.conversationbus.inmemory.InMemoryTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LifeTest {

  private static boolean threadsAreGone() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("conversation-bus-endpoint"));
  }

  @Test
  void fourHundredPostsAtOnceAreAllRecordedOnce() throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(400);
    try (Served served = Served.usual()) {
      List<Future<Reply>> posts = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String body = "{\"n\":" + i + "}";
        posts.add(crowd.submit(() -> served.post("v1", "custom:tick", body)));
      }
      List<Long> ids = new ArrayList<>();
      for (Future<Reply> post : posts) {
        Reply reply = post.get();
        assertThat(reply.status()).isEqualTo(201);
        ids.add(reply.number("id"));
      }
      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(3, 402).boxed().toList());
    } finally {
      crowd.shutdownNow();
    }
  }

  @Test
  void closingLeavesNoThreadAndNoPortAndCanBeRepeated() throws Exception {
    Served served = Served.usual();
    int port = served.port();
    try (Http idle = new Http(port)) {
      assertThat(served.call("", "GET", "/health").status()).isEqualTo(200);
      served.close();
      served.close();
      assertThat(idle.untilClosed()).isEmpty();
    }
    await().until(LifeTest::threadsAreGone);
    assertThatThrownBy(() -> new Http(port).close()).isInstanceOf(java.io.IOException.class);
  }

  @Test
  void closingLeavesTheTransportOpen() {
    try (InMemoryTransport transport = InMemoryTransport.create()) {
      ConversationEndpoint.serve(transport)
          .application(Tokens.OURS.applicationId(), Tokens.OURS.publicKey())
          .start()
          .close();
      assertThat(transport.createConversation("still", null).join().name()).isEqualTo("still");
    }
  }

  @Test
  void aTransportThatIsClosedIsAnAnswerAndNotATrace() {
    try (Served served = Served.usual()) {
      served.transport.close();
      Reply reply = served.call(served.asAlice, "GET", served.path("v1", "/events"));
      assertThat(reply.status()).isIn(500, 503);
      assertThat(reply.body()).doesNotContain("Exception", "\\tat ");
    }
  }

  @Test
  void anAddressThatIsTakenIsToldAtTheStartAndLeavesNoThread() {
    try (Served served = Served.usual()) {
      ConversationEndpoint.Builder second =
          ConversationEndpoint.serve(served.transport)
              .application(Tokens.OURS.applicationId(), Tokens.OURS.publicKey())
              .port(served.port());
      assertThatThrownBy(second::start).isInstanceOf(RuntimeException.class);
    }
    await().until(LifeTest::threadsAreGone);
  }

  @Test
  void withoutAnybodyWhoMayCallItDoesNotStart() {
    try (InMemoryTransport transport = InMemoryTransport.create()) {
      ConversationEndpoint.Builder nobody = ConversationEndpoint.serve(transport);
      assertThatThrownBy(nobody::start).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void moreConnectionsThanAllowedWaitForAnotherToEnd() throws Exception {
    try (Served served =
        Served.with(choices -> choices.maxConnections(2).idleTimeout(Duration.ofSeconds(2)))) {
      try (Http first = new Http(served.port());
          Http second = new Http(served.port());
          Http third = new Http(served.port())) {
        for (Http each : List.of(first, second, third)) {
          each.write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        assertThat(first.read("GET").status()).isEqualTo(200);
        assertThat(second.read("GET").status()).isEqualTo(200);
        assertThat(third.in().available()).isZero();
        first.hangUp();
        assertThat(third.read("GET").status()).isEqualTo(200);
      }
    }
  }
}
