package dev.conversationbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a send when the connection fails in every way there is. */
@SuppressWarnings("NullAway.Init")
class HttpFaultsTest {

  private Served served;
  private HttpTransport transport;

  @BeforeEach
  void serve() throws Exception {
    served = new Served();
    transport = served.connect();
  }

  @AfterEach
  void stop() throws Exception {
    served.close();
  }

  private static Publication publication(ConversationId where, int number, Duration deadline) {
    return new Publication(
        where, null, "tick", Body.parse("{\"n\":" + number + "}"), IdempotencyKey.mint(), deadline);
  }

  private static Outcome outcome(CompletableFuture<Outcome> sending) throws Exception {
    return sending.get(30, TimeUnit.SECONDS);
  }

  private List<String> recorded(ConversationId where) throws Exception {
    return served.store().history(HistoryQuery.of(where)).get().events().stream()
        .map(event -> event.body().toJson())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultyProxy.Toxic.class,
      names = {"RESET_BEFORE", "RESET_AFTER", "TRUNCATE", "GARBAGE"})
  void whatIsBrokenIsRepeatedAndRecordedOnceAndInOrder(FaultyProxy.Toxic toxic) throws Exception {
    ConversationId where = transport.createConversation(null, null).get(30, TimeUnit.SECONDS).id();
    served.proxy().next(toxic);
    List<CompletableFuture<Outcome>> sending = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sending.add(transport.publish(publication(where, i, Duration.ofSeconds(20))));
      sent.add("{\"n\":" + i + "}");
    }
    for (CompletableFuture<Outcome> each : sending) {
      assertThat(outcome(each)).isInstanceOf(Outcome.Accepted.class);
    }
    assertThat(recorded(where)).isEqualTo(sent);
  }

  @Test
  void aRefusalIsNotRecordedAndHoldsUpNobody() throws Exception {
    ConversationId where = transport.createConversation(null, null).get(30, TimeUnit.SECONDS).id();
    served.proxy().next(FaultyProxy.Toxic.REFUSE);
    assertThat(outcome(transport.publish(publication(where, 0, Duration.ofSeconds(20)))))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(outcome(transport.publish(publication(where, 1, Duration.ofSeconds(20)))))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(recorded(where)).containsExactly("{\"n\":1}");
  }

  @Test
  void whereNobodyListensASendIsSurelyNotRecorded() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:" + FaultyProxy.nobody().getPort());
    try (HttpTransport lost = HttpTransport.builder(nowhere).build()) {
      Publication publication = publication(ConversationId.random(), 0, Duration.ofMillis(500));
      assertThat(outcome(lost.publish(publication))).isInstanceOf(Outcome.Rejected.class);
    }
  }

  @Test
  void whenTheServerDiesBeforeItsAnswerTheOutcomeIsUnknownAndTheHistoryTells() throws Exception {
    ConversationId where = transport.createConversation(null, null).get(30, TimeUnit.SECONDS).id();
    served.proxy().next(FaultyProxy.Toxic.LOSE_ANSWER);
    Publication publication = publication(where, 7, Duration.ofSeconds(1));
    assertThat(outcome(transport.publish(publication))).isInstanceOf(Outcome.Unknown.class);
    IdempotencyKey key = publication.key();
    assertThat(key).isNotNull();
    Outcome became = outcome(transport.lookUp(where, key));
    assertThat(became).isInstanceOf(Outcome.Accepted.class);
    assertThat(recorded(where)).containsExactly("{\"n\":7}");
  }
}
