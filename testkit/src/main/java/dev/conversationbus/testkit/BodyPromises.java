package dev.conversationbus.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventKind;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises 1 and 9: names and bodies. */
abstract class BodyPromises extends PromiseGroup {

  private static final int LARGEST = 4096;

  /** Sends once, and looks at the outcome, a live feed, a late feed and the history. */
  private void arrives(String name, Body body) throws InterruptedException {
    ConversationId lunch = conversation();
    Member alice = stage().join(lunch, "alice");
    HeardFeed live = stage().hear(lunch);
    RecordedEvent sent = stage().say(lunch, alice, name, body);
    HeardFeed late = stage().hear(lunch, sent.id() - 1);
    isWhatWasSent(name, body, sent);
    isWhatWasSent(name, body, live.exactly(sent.id(), sent.id()).get(0));
    isWhatWasSent(name, body, late.exactly(sent.id(), sent.id()).get(0));
    List<RecordedEvent> page = stage().page(HistoryQuery.of(lunch)).events();
    assertEquals(1, page.size());
    isWhatWasSent(name, body, page.get(0));
  }

  private static void isWhatWasSent(String name, Body body, RecordedEvent found) {
    assertEquals(name, found.name());
    assertEquals(EventKind.CUSTOM, found.kind());
    assertEquals(body.toJson(), json(found));
    assertArrayEquals(body.bytes(), found.body().bytes());
  }

  private void arrives(String json) throws InterruptedException {
    arrives("ping", Body.parse(json));
  }

  @Test
  @DisplayName("1: the empty object arrives as it was sent")
  void theEmptyObjectArrives() throws Exception {
    arrives("{}");
  }

  @Test
  @DisplayName("1: every kind of JSON value arrives as it was sent")
  void everyKindOfValueArrives() throws Exception {
    arrives(
        "{\"s\":\"text\",\"t\":true,\"f\":false,\"n\":null,\"i\":7,\"a\":[1,[],{},\"\"],\"o\":{\"p\":{}}}");
  }

  @Test
  @DisplayName("1: text of every script, and beyond the basic plane, arrives byte for byte")
  void unicodeArrivesByteForByte() throws Exception {
    arrives(
        "{\"Größe\":\"日本語 العربية עברית हिन्दी\",\"emoji\":\"👩‍👩‍👧‍👦🏳️‍🌈\",\"e\u0301\":\"\u00e9\","
            + "\"\uD834\uDD1E\":\"\u2028\u2029\uFEFF\uFFFD\u200B\"}");
  }

  @Test
  @DisplayName("1: escaped characters arrive byte for byte")
  void escapesArriveByteForByte() throws Exception {
    arrives("{\"q\\\"\":\"\\\\ \\n \\t \\u0000 \\u001f \\u007f / <script>&'\",\"\":\"empty key\"}");
  }

  @Test
  @DisplayName("1: objects nested 100 deep arrive as they were sent")
  void deepNestingArrives() throws Exception {
    arrives("{\"a\":".repeat(99) + "{}" + "}".repeat(99));
  }

  @Test
  @DisplayName("1: a body of 4096 bytes arrives byte for byte")
  void theLargestBodyArrives() throws Exception {
    String frame = "{\"fill\":\"\"}";
    Body body = Body.parse("{\"fill\":\"" + "x".repeat(LARGEST - frame.length()) + "\"}");
    assertEquals(LARGEST, body.size());
    arrives("ping", body);
  }

  @Test
  @DisplayName("1: a body of 4096 bytes in fewer characters arrives byte for byte")
  void theLargestBodyOfWideCharactersArrives() throws Exception {
    String frame = "{\"fill\":\"\"}";
    int room = LARGEST - frame.length();
    Body body = Body.parse("{\"fill\":\"" + "€".repeat(room / 3) + "x".repeat(room % 3) + "\"}");
    assertEquals(LARGEST, body.size());
    arrives("ping", body);
  }

  @Test
  @DisplayName("1: the longest name arrives as it was sent")
  void theLongestNameArrives() throws Exception {
    // 93 and the prefix are what every published rule allows.
    arrives("n".repeat(93), Body.empty());
  }

  @Test
  @DisplayName("1: every character that a name may have arrives as it was sent")
  void everyCharacterOfANameArrives() throws Exception {
    arrives("abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789", Body.empty());
  }

  @Test
  @DisplayName("1: names that differ in case are different names")
  void namesDifferInCase() throws Exception {
    ConversationId lunch = conversation();
    stage().say(lunch, "Vote");
    RecordedEvent lower = stage().say(lunch, "vote");
    assertEquals(
        List.of(lower),
        stage().page(HistoryQuery.of(lunch).withFilter(EventFilter.named("vote"))).events());
  }

  @Test
  @DisplayName("1: a custom event called as one of the system's stays a custom event")
  void aCustomEventCalledTextStaysCustom() throws Exception {
    arrives("text", Body.parse("{\"text\":\"not the system's\"}"));
  }

  @Test
  @DisplayName("1: events sent at once keep each its own body")
  void bodiesOfConcurrentEventsDoNotMix() throws Exception {
    ConversationId lunch = conversation();
    Map<Long, Body> sent = new ConcurrentHashMap<>();
    crowd(
        number -> {
          for (int i = 0; i < 20; i++) {
            Body body = numbered(number * 1000 + i);
            RecordedEvent event = stage().accepted(Stage.publication(lunch, null, "ping", body));
            sent.put(event.id(), body);
          }
        });
    for (RecordedEvent event : stage().everything(lunch)) {
      assertEquals(sent.get(event.id()), event.body());
    }
  }

  @Test
  @DisplayName("9: numbers keep their digits")
  void numbersKeepTheirDigits() throws Exception {
    arrives(
        "{\"price\":1.10,\"huge\":1E400,\"tiny\":1e-400,\"zero\":-0.0,\"minus\":-0,\"plus\":1.0E+2,"
            + "\"long\":123456789012345678901234567890,\"third\":0.33333333333333333333333333}");
  }

  @Test
  @DisplayName("9: keys keep their order")
  void keysKeepTheirOrder() throws Exception {
    arrives("{\"z\":1,\"a\":2,\"m\":{\"10\":0,\"9\":0,\"b\":0,\"a\":0},\"A\":3,\"0\":4}");
  }
}
