package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The behaviours of the Conversation API's events that an implementation could get wrong, over a
 * real socket. The number in a test's name is that of the row in the table of such behaviours that
 * this project was written from:
 *
 * <table>
 * <caption>Rows about events</caption>
 * <tr><th>row</th><th>question</th><th>answer</th></tr>
 * <tr><td>1</td><td>Who writes the prefix?</td><td>whoever speaks REST</td></tr>
 * <tr><td>2</td><td>Does a name of 100 characters count it?</td><td>not by the default rules</td></tr>
 * <tr><td>3</td><td>May a name have colons?</td><td>not by the default rules</td></tr>
 * <tr><td>4</td><td>Are letters ASCII?</td><td>yes, and case counts</td></tr>
 * <tr><td>5</td><td>4096 bytes of what?</td><td>of the compact body in UTF-8</td></tr>
 * <tr><td>6</td><td>What may a body be?</td><td>an object</td></tr>
 * <tr><td>7</td><td>Who checks?</td><td>the server</td></tr>
 * <tr><td>8, 9</td><td>Status of create</td><td>200 in the old versions, else 201</td></tr>
 * <tr><td>10</td><td>Status of delete</td><td>200 in the old versions, else 204</td></tr>
 * <tr><td>11</td><td>Shape of a list</td><td>by version</td></tr>
 * <tr><td>12</td><td>Slash at the end</td><td>taken</td></tr>
 * <tr><td>13</td><td>Place of the cursor</td><td>never first; absolute links</td></tr>
 * <tr><td>14, 15</td><td>Ids</td><td>numbers, over all types</td></tr>
 * <tr><td>16</td><td>start_id, end_id</td><td>inclusive</td></tr>
 * <tr><td>17</td><td>order</td><td>in either case</td></tr>
 * <tr><td>18</td><td>event_type</td><td>exact, a list, a beginning, bare custom</td></tr>
 * <tr><td>19</td><td>What is unknown</td><td>is ignored</td></tr>
 * <tr><td>20</td><td>What a deleted event leaves</td><td>a tombstone</td></tr>
 * <tr><td>35</td><td>Odd keys of a body</td><td>are kept</td></tr>
 * </table>
 */
class EventRowsTest {

  private final Served served = Served.usual();

  @AfterEach
  void close() {
    served.close();
  }

  private Reply list(String query) {
    return served.call(served.asAlice, "GET", served.path("v1", "/events" + query));
  }

  @Test
  void row01ThePrefixIsRequiredAndComesBack() {
    assertThat(served.post("v1", "tick", "{}").status()).isEqualTo(400);
    assertThat(served.post("v1", "custom:tick", "{}").text("type")).isEqualTo("custom:tick");
    assertThat(served.post("v1", "custom:", "{}").status()).isEqualTo(400);
    assertThat(served.post("v1", "Custom:tick", "{}").status()).isEqualTo(400);
    assertThat(served.post("v1", "custom:custom:tick", "{}").status()).isEqualTo(400);
  }

  @Test
  void row02AHundredCharactersAreANameWithoutPrefix() {
    assertThat(served.post("v1", "custom:" + "n".repeat(100), "{}").status()).isEqualTo(201);
    Reply longer = served.post("v1", "custom:" + "n".repeat(101), "{}");
    assertThat(longer.status()).isEqualTo(400);
    assertThat(longer.code()).isEqualTo("http:error:validation-fail");
    assertThat(longer.text("invalid_parameters", "0", "name")).isEqualTo("type");
    assertThat(longer.text("invalid_parameters", "0", "reason")).contains("101", "100");
  }

  @Test
  void row03AColonIsNoPartOfANameUnlessTheHostSaysSo() {
    assertThat(served.post("v1", "custom:poll:question", "{}").status()).isEqualTo(400);
    try (Served wide =
        Served.with(choices -> choices.rules(dev.conversationbus.event.EventValidator.current()))) {
      assertThat(wide.post("v1", "custom:poll:question", "{}").text("type"))
          .isEqualTo("custom:poll:question");
      assertThat(wide.post("v1", "custom:" + "n".repeat(94), "{}").status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"caf\u00e9", "stra\u00dfe", "\u0663", "a b", "a.b", "\uff41", "a\\u0000"})
  void row04OnlyAsciiIsTaken(String name) {
    assertThat(served.post("v1", "custom:" + name, "{}").status()).isEqualTo(400);
  }

  @Test
  void row04CaseCounts() {
    served.post("v1", "custom:Tick", "{}");
    assertThat(list("?event_type=custom:tick").raw("_embedded", "events")).isEqualTo("[]");
    assertThat(list("?event_type=custom:Tick").text("_embedded", "events", "0", "type"))
        .isEqualTo("custom:Tick");
  }

  @Test
  void row05TheCompactBytesOfTheBodyAreCounted() {
    String full = "{\"k\":\"" + "x".repeat(4088) + "\"}";
    assertThat(full).hasSize(4096);
    assertThat(served.post("v1", "custom:t", full).status()).isEqualTo(201);
    assertThat(served.post("v1", "custom:t", full.replace(":", "   :\n ")).status()).isEqualTo(201);
    assertThat(served.post("v1", "custom:t", full.replace("x", "\\u0078")).status()).isEqualTo(201);
    Reply over = served.post("v1", "custom:t", full.replace("x\"", "xx\""));
    assertThat(over.status()).isEqualTo(400);
    assertThat(over.text("invalid_parameters", "0", "reason")).contains("4097", "4096");
    String euros = "{\"k\":\"" + "\u20ac".repeat(1400) + "\"}";
    assertThat(served.post("v1", "custom:t", euros).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\"", "[]", "[{}]", "1", "true", "null"})
  void row06ABodyIsAnObject(String body) {
    Reply reply = served.post("v1", "custom:t", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("invalid_parameters", "0", "name")).isEqualTo("body");
  }

  @Test
  void row06ABodyIsRequiredUnlessTheHostSaysOtherwise() {
    String none = "{\"type\":\"custom:t\",\"from\":\"" + served.alice.id() + "\"}";
    assertThat(served.call(served.asAlice, "POST", served.path("v1", "/events"), none).status())
        .isEqualTo(400);
    try (Served lenient = Served.with(ConversationEndpoint.Builder::missingBodyIsEmpty)) {
      String same = none.replace(served.alice.id().value(), lenient.alice.id().value());
      Reply reply = lenient.call(lenient.asAlice, "POST", lenient.path("v1", "/events"), same);
      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.raw("body")).isEqualTo("{}");
    }
  }

  @Test
  void row07AllViolationsAreToldAtOnce() {
    Reply reply = served.post("v1", "custom:a b", "[]");
    assertThat(reply.raw("invalid_parameters")).contains("\"type\"", "\"body\"");
  }

  @ParameterizedTest
  @CsvSource({"beta,200", "v0.1,200", "beta2,200", "v0.2,200", "v0.3,201", "v1,201"})
  void row08And09CreatingAnswersAsTheVersionDid(String version, int status) {
    Reply reply = served.post(version, "custom:tick", "{\"n\":1}");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.number("id")).isEqualTo(3);
    assertThat(reply.text("timestamp")).matches("20..-..-..T..:..:..\\.[0-9]{3}Z");
    if (status == 200) {
      assertThat(reply.text("href")).startsWith("http://127.0.0.1:").endsWith("/events/3");
      assertThat(reply.body()).doesNotContain("\"type\"");
    } else {
      assertThat(reply.raw("body")).isEqualTo("{\"n\":1}");
      assertThat(reply.text("from")).isEqualTo(served.alice.id().value());
      assertThat(reply.text("_embedded", "from_user", "name")).isEqualTo("alice");
      assertThat(reply.text("_embedded", "from_member", "id")).isEqualTo(served.alice.id().value());
      assertThat(reply.text("_links", "self", "href"))
          .isEqualTo("http://127.0.0.1:" + served.port() + served.path(version, "/events/3"));
    }
  }

  @ParameterizedTest
  @CsvSource({"beta,200", "v0.1,200", "beta2,200", "v0.2,200", "v0.3,204", "v1,204"})
  void row10DeletingAnswersAsTheVersionDid(String version, int status) {
    long id = served.record("{\"n\":1}");
    String path = served.path(version, "/events/" + id + "?from=" + served.alice.id());
    assertThat(served.call(served.asAlice, "DELETE", path).status()).isEqualTo(status);
    assertThat(served.call(served.asAlice, "DELETE", path).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "beta, ''",
    "v0.1, ''",
    "beta2, _embedded/data/events",
    "v0.2, _embedded/data/events",
    "v0.3, _embedded/events",
    "v1, _embedded/events"
  })
  void row11AListHasTheShapeOfItsVersion(String version, String place) {
    served.record("{\"n\":1}");
    Reply reply = served.call(served.asAlice, "GET", served.path(version, "/events"));
    assertThat(reply.status()).isEqualTo(200);
    String[] path = place.isEmpty() ? new String[0] : place.split("/", -1);
    assertThat(reply.at(path).isArray()).isTrue();
    assertThat(reply.raw(path)).contains("\"id\":3", "\"type\":\"member:joined\"");
    if (!place.isEmpty()) {
      assertThat(reply.number("page_size")).isEqualTo(10);
      assertThat(reply.text("_links", "self", "href")).startsWith("http://127.0.0.1:");
    }
  }

  @Test
  void row11TheNodeSdkGetsTheArrayThatItReads() {
    Map<String, String> node = Map.of("User-Agent", "@vonage/server-sdk/3.0.0, node/22");
    Map<String, String> java = Map.of("User-Agent", "vonage-java-sdk/9.3.1 java/17");
    String path = served.path("v1", "/events");
    assertThat(served.call(served.asAlice, "GET", path, "", node).at("_embedded").isArray())
        .isTrue();
    assertThat(served.call(served.asAlice, "GET", path, "", java).at("_embedded").isObject())
        .isTrue();
  }

  @Test
  void row11AnEmptyListIsStillAList() {
    assertThat(list("?event_type=custom:never").raw("_embedded", "events")).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beta", "v0.1", "beta2", "v0.2", "v0.3", "v1"})
  void row12ASlashAtTheEndIsTaken(String version) {
    served.record("{}");
    for (String path : new String[] {"/events/", "/events/3/", "/members/", "/"}) {
      assertThat(served.call(served.application, "GET", served.path(version, path)).status())
          .as(version + path)
          .isEqualTo(200);
    }
    assertThat(served.post(version, "custom:t", "{}").status()).isLessThan(300);
  }

  @Test
  void row14AnIdIsANumber() {
    assertThat(served.post("v1", "custom:t", "{}").raw("id")).isEqualTo("3");
    assertThat(list("").raw("_embedded", "events", "0", "id")).isEqualTo("1");
  }

  @Test
  void row15IdsRunOverAllTypes() {
    assertThat(served.post("v1", "custom:t", "{}").number("id")).isEqualTo(3);
    served.transport.leave(served.room, served.bob.id()).join();
    assertThat(served.post("v1", "custom:t", "{}").number("id")).isEqualTo(5);
    assertThat(served.call(served.asAlice, "GET", served.path("v1", "")).number("sequence_number"))
        .isEqualTo(5);
  }

  @Test
  void row16BothEndsAreInclusive() {
    for (int i = 0; i < 5; i++) {
      served.record("{}");
    }
    assertThat(list("?start_id=4&end_id=6").raw("_embedded", "events"))
        .contains("\"id\":4", "\"id\":5", "\"id\":6")
        .doesNotContain("\"id\":3,", "\"id\":7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"desc", "DESC", "Desc"})
  void row17OrderIsReadInEitherCase(String order) {
    served.record("{}");
    assertThat(list("?order=" + order).number("_embedded", "events", "0", "id")).isEqualTo(3);
    assertThat(list("?order=ASC").number("_embedded", "events", "0", "id")).isEqualTo(1);
    assertThat(list("?order=sideways").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "custom:tick, 3",
    "custom, '3,4'",
    "custom:*, '3,4'",
    "member:*, '1,2'",
    "'custom:tock,member:joined', '1,2,4'",
    "custom%3Atick, 3",
    "custom:t*, '3,4'",
    "message, ''",
    "'a,b,c,d,custom', '3,4'"
  })
  void row18TypesAreFiltered(String types, String ids) {
    served.post("v1", "custom:tick", "{}");
    served.post("v1", "custom:tock", "{}");
    String found = list("?event_type=" + types).raw("_embedded", "events");
    for (int id = 1; id <= 4; id++) {
      assertThat(found.contains("\"id\":" + id + ",\"type\""))
          .as("event " + id)
          .isEqualTo(ids.contains(String.valueOf(id)));
    }
  }

  @Test
  void row18SixTypesAreTooMany() {
    assertThat(list("?event_type=a,b,c,d,e,f").status()).isEqualTo(400);
  }

  @Test
  void row19UnknownParametersAndFieldsAreIgnored() {
    assertThat(list("?filter_group_type=ChatEvents&filter_group_version=3&x").status())
        .isEqualTo(200);
    String body =
        "{\"cid\":\"CON-x\",\"originating_session\":\"S\",\"temp_id\":7,\"to\":null,"
            + served.event("custom:t", "{\"n\":1}").substring(1);
    Reply reply = served.call(served.asAlice, "POST", served.path("v1", "/events"), body);
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body()).doesNotContain("temp_id", "originating_session");
  }

  @Test
  void row20ADeletedEventLeavesATombstone() {
    long id = served.record("{\"secret\":\"x\"}");
    served.call(
        served.asAlice,
        "DELETE",
        served.path("v1", "/events/" + id + "?from=" + served.alice.id()));
    Reply tombstone = served.call(served.asAlice, "GET", served.path("v1", "/events/" + id));
    assertThat(tombstone.text("body", "timestamp", "deleted")).endsWith("Z");
    assertThat(tombstone.body()).doesNotContain("secret");
    assertThat(list("?start_id=3&end_id=3").raw("_embedded", "events")).contains("\"id\":3");
    assertThat(list("?start_id=3&end_id=3&exclude_deleted_events=true").raw("_embedded", "events"))
        .isEqualTo("[]");
    assertThat(
            list("?event_type=event:delete").number("_embedded", "events", "0", "body", "event_id"))
        .isEqualTo(3);
  }

  @Test
  void row35OddKeysAndDigitsOfABodyAreKept() {
    String body =
        "{\"z\":1,\"digit\":5,\"digits\":\"12\",\"user\":{\"user_id\":\"u\"},\"camelCase\":1.10,"
            + "\"a\":1e2,\"big\":123456789012345678901234567890,\"\":null,\"n\":-0.0}";
    Reply made = served.post("v1", "custom:t", body);
    assertThat(made.raw("body")).isEqualTo(body);
    assertThat(served.call(served.asAlice, "GET", served.path("v1", "/events/3")).raw("body"))
        .isEqualTo(body);
  }

  @Test
  void aPageSizeOutOfRangeIsRefused() {
    for (String size : new String[] {"0", "101", "-1", "ten", "", "1.5", "99999999999"}) {
      Reply reply = list("?page_size=" + size);
      assertThat(reply.status()).as(size).isEqualTo(400);
      assertThat(reply.text("invalid_parameters", "0", "name")).isEqualTo("page_size");
    }
    assertThat(list("?page_size=1").status()).isEqualTo(200);
    assertThat(list("?page_size=100").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "99", "abc", "3000000000", "99999999999999999999", "1.0"})
  void anEventThatIsNotThereIsNotFound(String id) {
    Reply reply = served.call(served.asAlice, "GET", served.path("v1", "/events/" + id));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("conversation:error:event-not-found");
  }
}
