package dev.conversationbus.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.testing.NullPointerTester;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTokensTest {
  private static final UUID APPLICATION = UUID.fromString("2b1f9e2a-6c8f-4a3e-9f53-0c1d2e3f4a5b");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final SetClock clock = new SetClock(NOON);

  private ApplicationTokens.Builder builder() {
    return ApplicationTokens.builder(APPLICATION, TestKeys.pem(TestKeys.RSA)).clock(clock);
  }

  @Test
  void applicationTokenNamesTheApplicationAloneForFifteenMinutes() {
    JsonNode claims = TestKeys.verified(builder().build().get());

    assertThat(claims.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("application_id", "iat", "exp", "jti");
    assertThat(claims.get("application_id").textValue()).isEqualTo(APPLICATION.toString());
    assertThat(claims.get("iat").longValue()).isEqualTo(NOON.getEpochSecond());
    assertThat(claims.get("exp").longValue()).isEqualTo(NOON.getEpochSecond() + 900);
    assertThat(claims.get("jti").textValue()).matches("[0-9a-f-]{36}");
  }

  @Test
  void userTokenNamesTheUserAndWhatAClientNeeds() {
    JsonNode claims = TestKeys.verified(builder().user("alice").build().get());

    assertThat(claims.get("sub").textValue()).isEqualTo("alice");
    assertThat(claims.get("acl").toString())
        .isEqualTo(
            "{\"paths\":{\"/*/sessions/**\":{},\"/*/conversations/**\":{},"
                + "\"/*/users/**\":{},\"/*/rtc/**\":{}}}");
  }

  @Test
  void userNameKeepsQuotesAndCharactersBeyondTheBasicPlane() {
    String name = "\"al\\ice\" \ud83c\udf55";

    assertThat(TestKeys.verified(builder().user(name).build().get()).get("sub").textValue())
        .isEqualTo(name);
  }

  @Test
  void pathsReplaceTheDefault() {
    ApplicationTokens tokens =
        builder().user("alice").paths(List.of("/*/conversations/**")).build();

    assertThat(TestKeys.verified(tokens.get()).get("acl").toString())
        .isEqualTo("{\"paths\":{\"/*/conversations/**\":{}}}");
  }

  @Test
  void applicationTokenCanBeLimitedToPaths() {
    JsonNode claims = TestKeys.verified(builder().paths(List.of("/*/users/**")).build().get());

    assertThat(claims.get("acl").toString()).isEqualTo("{\"paths\":{\"/*/users/**\":{}}}");
    assertThat(claims.has("sub")).isFalse();
  }

  @Test
  void noPathsMeanNoLimits() {
    JsonNode claims = TestKeys.verified(builder().user("alice").paths(List.of()).build().get());

    assertThat(claims.has("acl")).isFalse();
  }

  @Test
  void laterChangesOfTheListOfPathsHaveNoEffect() {
    List<String> paths = new ArrayList<>(List.of("/*/users/**"));
    ApplicationTokens.Builder builder = builder().paths(paths);
    paths.add("/**");

    assertThat(TestKeys.verified(builder.build().get()).get("acl").get("paths")).hasSize(1);
  }

  @Test
  void issueTimeIsAWholeSecond() {
    clock.set(NOON.plusNanos(999_999_999));

    assertThat(TestKeys.verified(builder().build().get()).get("iat").longValue())
        .isEqualTo(NOON.getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30S", "PT30.999S", "PT24H"})
  void lifetimeFromHalfAMinuteToADayIsAccepted(Duration lifetime) {
    JsonNode claims = TestKeys.verified(builder().lifetime(lifetime).build().get());

    assertThat(claims.get("exp").longValue() - claims.get("iat").longValue())
        .isEqualTo(lifetime.toSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT29.999999999S", "PT24H0.000000001S", "PT0S", "PT-1M"})
  void anyOtherLifetimeIsRefusedWithTheBounds(Duration lifetime) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().lifetime(lifetime))
        .withMessage("token lifetime must be from PT30S to PT24H, is " + lifetime);
  }

  @Test
  void tokenIsKeptUntilAMinuteBeforeItExpires() {
    ApplicationTokens tokens = builder().build();
    String first = tokens.get();
    clock.move(Duration.ofMinutes(14).minusNanos(1));
    assertThat(tokens.get()).isEqualTo(first);

    clock.move(Duration.ofNanos(1));
    String second = tokens.get();

    assertThat(second).isNotEqualTo(first);
    assertThat(TestKeys.verified(second).get("jti"))
        .isNotEqualTo(TestKeys.verified(first).get("jti"));
    assertThat(TestKeys.verified(second).get("iat").longValue())
        .isEqualTo(NOON.getEpochSecond() + 14 * 60);
  }

  @Test
  void shortLivedTokenIsKeptForNineTenthsOfItsLife() {
    ApplicationTokens tokens = builder().lifetime(Duration.ofSeconds(30)).build();
    String first = tokens.get();
    clock.move(Duration.ofSeconds(27).minusNanos(1));
    assertThat(tokens.get()).isEqualTo(first);

    clock.move(Duration.ofNanos(1));

    assertThat(tokens.get()).isNotEqualTo(first);
  }

  @Test
  void smallStepBackOfTheClockKeepsTheToken() {
    ApplicationTokens tokens = builder().build();
    String first = tokens.get();

    clock.move(Duration.ofMinutes(-1));

    assertThat(tokens.get()).isEqualTo(first);
  }

  @Test
  void tokenFromTheFutureIsReplacedWhenTheClockStepsFarBack() {
    ApplicationTokens tokens = builder().build();
    tokens.get();
    Instant earlier = NOON.minus(Duration.ofHours(1));

    clock.set(earlier);

    assertThat(TestKeys.verified(tokens.get()).get("iat").longValue())
        .isEqualTo(earlier.getEpochSecond());
  }

  @Test
  void manyThreadsShareOneSignatureForEachLife() throws Exception {
    int threads = 8;
    ApplicationTokens tokens = builder().build();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int life = 0; life < 10; life++) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          answers.add(
              pool.submit(
                  () -> {
                    start.await(30, SECONDS);
                    return tokens.get();
                  }));
        }
        Set<String> distinct = new HashSet<>();
        for (Future<String> answer : answers) {
          distinct.add(answer.get(30, SECONDS));
        }
        assertThat(distinct).hasSize(1);
        clock.move(Duration.ofMinutes(15));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void clockThatFailsIsHeardAndLeavesTheSourceUsable() {
    IllegalStateException failure = new IllegalStateException("no time");
    boolean[] broken = {true};
    ApplicationTokens tokens =
        builder()
            .clock(
                () -> {
                  if (broken[0]) {
                    throw failure;
                  }
                  return NOON;
                })
            .build();
    assertThatThrownBy(tokens::get).isSameAs(failure);

    broken[0] = false;

    assertThatCode(() -> TestKeys.verified(tokens.get())).doesNotThrowAnyException();
  }

  @Test
  void builderMakesIndependentSources() {
    ApplicationTokens.Builder builder = builder();
    ApplicationTokens application = builder.build();
    ApplicationTokens alice = builder.user("alice").build();

    assertThat(TestKeys.verified(application.get()).has("sub")).isFalse();
    assertThat(TestKeys.verified(alice.get()).get("sub").textValue()).isEqualTo("alice");
  }

  @Test
  void systemClockIsTheDefault() {
    ApplicationTokens tokens =
        ApplicationTokens.builder(APPLICATION, TestKeys.pem(TestKeys.RSA)).build();
    long before = Instant.now().getEpochSecond();

    long issued = TestKeys.verified(tokens.get()).get("iat").longValue();

    assertThat(issued).isBetween(before, Instant.now().getEpochSecond());
  }

  @Test
  void textFormShowsNeitherKeyNorToken() {
    ApplicationTokens tokens = builder().user("alice").build();
    tokens.get();

    assertThat(tokens)
        .hasToString(
            "ApplicationTokens[application=" + APPLICATION + ", user=alice, lifetime=PT15M]");
    assertThat(builder().build())
        .hasToString("ApplicationTokens[application=" + APPLICATION + ", lifetime=PT15M]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\ud800"})
  void userNameThatCannotBeOneIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().user(name))
        .withMessage("user name is blank or no valid Unicode, length " + name.length());
  }

  @Test
  void pathWithoutLeadingSlashIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().paths(List.of("/a", "users/**")))
        .withMessage("path must start with a slash: users/**");
  }

  @Test
  void nullIsRefusedEverywhere() {
    NullPointerTester tester = new NullPointerTester().setDefault(UUID.class, APPLICATION);
    tester.testAllPublicStaticMethods(ApplicationTokens.class);
    tester.testAllPublicInstanceMethods(builder());
  }
}
