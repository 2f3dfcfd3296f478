package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The behaviours of the rest of the API that an implementation could get wrong, over a real socket;
 * numbered as in {@link EventRowsTest}.
 *
 * <table>
 * <caption>Rows about the rest</caption>
 * <tr><th>row</th><th>question</th><th>answer</th></tr>
 * <tr><td>21</td><td>Type of a success</td><td>application/json</td></tr>
 * <tr><td>22</td><td>Body of a refusal</td><td>a problem with code and instance</td></tr>
 * <tr><td>23</td><td>Bearer</td><td>in any case</td></tr>
 * <tr><td>24, 25</td><td>exp, sub</td><td>see {@code TokenTest}</td></tr>
 * <tr><td>26</td><td>Is from required?</td><td>only with a user's token</td></tr>
 * <tr><td>27</td><td>Case of a member's state</td><td>read in either, written in upper</td></tr>
 * <tr><td>28</td><td>Ids</td><td>prefix and UUID</td></tr>
 * <tr><td>44</td><td>CORS</td><td>preflights without a token</td></tr>
 * <tr><td>48, 49, 50</td><td>HTTP</td><td>see {@code HostileBytesTest}</td></tr>
 * <tr><td>52</td><td>The oldest conversation</td><td>uuid and members</td></tr>
 * </table>
 */
class ConversationRowsTest {

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Served served = Served.usual();

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void row21ASuccessIsPlainJson() {
    Reply reply = served.call(served.asAlice, "GET", served.path("v1", "/events"));
    assertThat(reply.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void row22ARefusalIsAProblem() {
    Reply reply = served.call(served.asAlice, "GET", "/v1/conversations/CON-1");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    assertThat(reply.code()).isEqualTo("conversation:error:not-found");
    assertThat(java.net.URI.create(reply.text("type")).isAbsolute()).isTrue();
    assertThat(reply.text("title")).isNotEmpty();
    assertThat(reply.text("instance")).matches("[0-9a-f]{32}");
    Reply again = served.call(served.asAlice, "GET", "/v1/conversations/CON-1");
    assertThat(again.text("instance")).isNotEqualTo(reply.text("instance"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
  void row23TheSchemeIsReadInAnyCase(String scheme) {
    Reply reply =
        served.call(
            "",
            "GET",
            served.path("v1", "/events"),
            "",
            Map.of("Authorization", scheme + " " + served.asAlice));
    assertThat(reply.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Bearerx", "Token", ""})
  void row23AnotherSchemeIsRefused(String scheme) {
    Reply reply =
        served.call(
            "",
            "GET",
            served.path("v1", "/events"),
            "",
            Map.of("Authorization", (scheme + " " + served.asAlice).strip()));
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("system:error:invalid-token");
  }

  @Test
  void row26AnApplicationMayLeaveOutFromAndAUserMayNot() {
    String noFrom = "{\"type\":\"custom:t\",\"body\":{}}";
    Reply application =
        served.call(served.application, "POST", served.path("v1", "/events"), noFrom);
    assertThat(application.status()).isEqualTo(201);
    assertThat(application.json().toString()).isNotEmpty();
    assertThat(application.body()).contains("\"from\":null");
    Reply user = served.call(served.asAlice, "POST", served.path("v1", "/events"), noFrom);
    assertThat(user.status()).isEqualTo(400);
    assertThat(user.text("invalid_parameters", "0", "name")).isEqualTo("from");
  }

  @ParameterizedTest
  @ValueSource(strings = {"joined", "JOINED", "Joined"})
  void row27AStateIsReadInEitherCaseAndWrittenInUpper(String state) {
    Reply reply =
        served.call(
            served.asMallory,
            "POST",
            served.path("v1", "/members"),
            "{\"user\":{\"name\":\"mallory\"},\"state\":\""
                + state
                + "\",\"channel\":{\"type\":\"app\"}}");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.text("state")).isEqualTo("JOINED");
    assertThat(reply.text("_embedded", "user", "name")).isEqualTo("mallory");
    assertThat(reply.text("_embedded", "user", "id")).startsWith("USR-");
  }

  @Test
  void row28IdsAreAPrefixAndAUuid() {
    Reply made =
        served.call(served.application, "POST", "/v1/conversations", "{\"name\":\"second\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("id")).matches("CON-" + UUID);
    Reply user = served.call(served.application, "POST", "/v1/users", "{\"name\":\"carol\"}");
    assertThat(user.status()).isEqualTo(201);
    assertThat(user.text("id")).matches("USR-" + UUID);
    Reply member =
        served.call(
            served.application,
            "POST",
            "/v1/conversations/" + made.text("id") + "/members",
            "{\"user\":{\"id\":\"" + user.text("id") + "\"},\"state\":\"invited\"}");
    assertThat(member.status()).isEqualTo(201);
    assertThat(member.text("id")).matches("MEM-" + UUID);
    assertThat(member.text("state")).isEqualTo("INVITED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/conversations", "/beta/conversations/x/events", "/nothing", "/"})
  void row44APreflightNeedsNoToken(String path) {
    Reply reply =
        served.call(
            "",
            "OPTIONS",
            path,
            "",
            Map.of(
                "Origin",
                "https://page.example",
                "Access-Control-Request-Method",
                "DELETE",
                "Access-Control-Request-Headers",
                "authorization,content-type"));
    assertThat(reply.status()).isBetween(200, 204);
    assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(reply.header("access-control-allow-headers"))
        .containsIgnoringCase("authorization")
        .containsIgnoringCase("content-type");
    assertThat(reply.header("access-control-allow-methods"))
        .contains("GET", "POST", "PUT", "PATCH", "DELETE");
  }

  @Test
  void row44EveryAnswerCanBeReadByAPage() {
    for (Reply reply :
        new Reply[] {
          served.call(served.asAlice, "GET", served.path("v1", "/events")),
          served.call("", "GET", served.path("v1", "/events")),
          served.call(served.asAlice, "GET", "/nothing"),
          served.call(served.asAlice, "POST", served.path("v1", "/events"), "{")
        }) {
      assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
    }
  }

  @Test
  void row52TheOldestVersionShowsUuidAndMembersAndTheNewerDoNot() {
    Reply old = served.call(served.asAlice, "GET", served.path("beta", ""));
    assertThat(old.text("uuid")).isEqualTo(served.room.value());
    assertThat(old.text("members", "0", "member_id")).isEqualTo(served.alice.id().value());
    assertThat(old.text("members", "0", "user_id")).startsWith("USR-");
    assertThat(old.text("members", "0", "state")).isEqualTo("JOINED");
    for (String version : new String[] {"v0.3", "v1"}) {
      Reply newer = served.call(served.asAlice, "GET", served.path(version, ""));
      assertThat(newer.text("id")).isEqualTo(served.room.value());
      assertThat(newer.body()).doesNotContain("\"members\"", "\"uuid\"");
    }
  }

  @Test
  void aMethodThatAResourceDoesNotHaveIsNamed() {
    Reply reply = served.call(served.asAlice, "PUT", served.path("v1", "/events"), "{}");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("allow")).contains("GET", "POST");
    assertThat(served.call(served.asAlice, "TRACE", served.path("v1", "/events")).status())
        .isIn(403, 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/conversations", "/conversations", "/v1", "/v1/legs", "/v1//users"})
  void aPathThatIsNotThereIsNotFound(String path) {
    Reply reply = served.call(served.asAlice, "GET", path);
    assertThat(reply.status()).isIn(400, 404);
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void onlyJsonIsTakenAndGiven() {
    String event = served.event("custom:t", "{}");
    String path = served.path("v1", "/events");
    assertThat(
            served
                .call(served.asAlice, "POST", path, event, Map.of("Content-Type", "text/plain"))
                .status())
        .isEqualTo(415);
    assertThat(
            served
                .call(
                    served.asAlice,
                    "POST",
                    path,
                    event,
                    Map.of("Content-Type", "application/json; charset=utf-8"))
                .status())
        .isEqualTo(201);
    assertThat(served.call(served.asAlice, "GET", path, "", Map.of("Accept", "image/png")).status())
        .isEqualTo(406);
    assertThat(
            served
                .call(
                    served.asAlice,
                    "GET",
                    path,
                    "",
                    Map.of("Accept", "text/html, application/xhtml+xml, */*;q=0.8"))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"1, 429", "1000, 200"})
  void aClientThatAsksTooOftenIsToldWhenToComeBack(int perSecond, int status) {
    try (Served limited = Served.with(choices -> choices.requestsPerSecond(perSecond))) {
      Reply reply = limited.call(limited.asAlice, "GET", limited.path("v1", "/events"));
      for (int i = 0; i < 5; i++) {
        reply = limited.call(limited.asAlice, "GET", limited.path("v1", "/events"));
      }
      assertThat(reply.status()).isEqualTo(status);
      if (status == 429) {
        assertThat(reply.header("retry-after")).matches("[1-9][0-9]*");
        assertThat(limited.call(limited.asBob, "GET", limited.path("v1", "/events")).status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void aNameIsTakenOnce() {
    Reply twice =
        served.call(served.application, "POST", "/v1/conversations", "{\"name\":\"room\"}");
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.code()).isEqualTo("conversation:error:duplicate-name");
    Reply user = served.call(served.application, "POST", "/v1/users", "{\"name\":\"alice\"}");
    assertThat(user.status()).isEqualTo(409);
    assertThat(user.code()).isEqualTo("user:error:duplicate-name");
  }

  @Test
  void aRepeatWithTheSameKeyIsRecordedOnceAndCanBeLookedUp() {
    Map<String, String> key = Map.of("Idempotency-Key", "once-1");
    String path = served.path("v1", "/events");
    String event = served.event("custom:t", "{\"n\":1}");
    Reply first = served.call(served.asAlice, "POST", path, event, key);
    Reply second = served.call(served.asAlice, "POST", path, event, key);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.number("id")).isEqualTo(first.number("id"));
    assertThat(first.header("conversation-bus")).isEqualTo("idempotency, lookup, stream");
    Reply other =
        served.call(served.asAlice, "POST", path, served.event("custom:t", "{\"n\":2}"), key);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("idempotency:error:key-reused");
    Reply found = served.call(served.asAlice, "GET", served.path("v1", "/idempotency-keys/once-1"));
    assertThat(found.number("id")).isEqualTo(first.number("id"));
    Reply never = served.call(served.asAlice, "GET", served.path("v1", "/idempotency-keys/none"));
    assertThat(never.status()).isEqualTo(404);
    assertThat(never.code()).isEqualTo("conversation:error:event-not-found");
  }

  @Test
  void healthNeedsNoToken() {
    Reply reply = served.call("", "GET", "/health");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("status")).isEqualTo("up");
  }
}
