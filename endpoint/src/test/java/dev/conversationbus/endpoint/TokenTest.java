package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 24 and 25 of {@link EventRowsTest}, and every kind of token that is not to be trusted. */
class TokenTest {

  private static final Served SERVED = Served.usual();

  @AfterAll
  static void close() {
    SERVED.close();
  }

  private static Reply read(String token) {
    return SERVED.call(token, "GET", SERVED.path("v1", "/events"));
  }

  private static void refused(String token, String code) {
    Reply reply = read(token);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("system:error:" + code);
    if (token.length() > 20) {
      assertThat(reply.body() + reply.headers()).doesNotContain(token);
    }
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private static String issued(long ago) {
    return Tokens.OURS.with("iat", now() - ago);
  }

  @Test
  void row24WithoutAnEndATokenLivesFifteenMinutes() {
    assertThat(read(issued(14 * 60)).status()).isEqualTo(200);
    assertThat(read(issued(15 * 60 + 30)).status()).as("within the skew").isEqualTo(200);
    refused(issued(15 * 60 + 90), "expired-token");
  }

  @Test
  void row25TheSubjectIsTheUsersName() {
    String me = SERVED.path("v1", "/members/me");
    assertThat(SERVED.call(Tokens.OURS.user("alice"), "GET", me).text("id"))
        .isEqualTo(SERVED.alice.id().value());
    assertThat(SERVED.call(Tokens.OURS.user("USR-1"), "GET", me).status()).isEqualTo(404);
  }

  @Test
  void anEndIsANumberOrAStringOfDigits() {
    assertThat(read(Tokens.OURS.with("exp", now() + 600)).status()).isEqualTo(200);
    assertThat(read(Tokens.OURS.with("exp", String.valueOf(now() + 600))).status()).isEqualTo(200);
    refused(Tokens.OURS.with("exp", "soon"), "invalid-token");
    refused(Tokens.OURS.with("exp", List.of(1)), "invalid-token");
    refused(Tokens.OURS.with("exp", -1), "invalid-token");
    refused(Tokens.OURS.with("exp", 1e300), "invalid-token");
  }

  @Test
  void anEndIsKeptWithAMinutesSkewAndIsADayAwayAtMost() {
    assertThat(read(Tokens.OURS.with("exp", now() - 30)).status()).isEqualTo(200);
    refused(Tokens.OURS.with("exp", now() - 90), "expired-token");
    assertThat(read(Tokens.OURS.with("exp", now() + 24 * 3600)).status()).isEqualTo(200);
    refused(Tokens.OURS.with("exp", now() + 25 * 3600), "invalid-token");
  }

  @Test
  void whatIsNotValidYetIsRefused() {
    assertThat(read(Tokens.OURS.with("nbf", now() + 30)).status()).isEqualTo(200);
    refused(Tokens.OURS.with("nbf", now() + 120), "invalid-token");
    refused(issued(-120), "invalid-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application_id", "iat", "jti"})
  void aClaimThatIsMissingIsRefused(String claim) {
    Map<String, Object> claims = Tokens.OURS.claims();
    claims.remove(claim);
    refused(Tokens.OURS.sign(claims), "invalid-token");
  }

  @Test
  void anotherApplicationOrAnotherKeyIsRefused() {
    refused(Tokens.OURS.with("application_id", UUID.randomUUID().toString()), "invalid-token");
    refused(new Tokens().application(), "invalid-token");
    Tokens thief = new Tokens();
    refused(thief.with("application_id", Tokens.OURS.applicationId().toString()), "invalid-token");
  }

  @Test
  void noOtherAlgorithmIsTakenWhateverAHeaderSays() throws JOSEException {
    Payload payload = new Payload(Tokens.OURS.claims());
    JWSObject hmac = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload);
    hmac.sign(new MACSigner(Tokens.OURS.publicKey().getEncoded()));
    refused(hmac.serialize(), "invalid-token");
    for (JWSAlgorithm other : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
      JWSObject token = new JWSObject(new JWSHeader(other), payload);
      token.sign(new RSASSASigner(Tokens.OURS.keys().getPrivate()));
      refused(token.serialize(), "invalid-token");
    }
    String none = base64("{\"alg\":\"none\"}") + "." + base64(payload.toString()) + ".";
    refused(none, "invalid-token");
    refused(none + "AAAA", "invalid-token");
  }

  @Test
  void whatWasChangedAfterSigningIsRefused() {
    String[] parts = Tokens.OURS.user("mallory").split("\\.", -1);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("mallory", "alice");
    refused(parts[0] + "." + base64(claims) + "." + parts[2], "invalid-token");
    refused(parts[0] + "." + parts[1] + ".", "invalid-token");
    refused(parts[0] + "." + parts[1], "invalid-token");
    refused(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[2], "invalid-token");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.e30", "null", "%00", "Bearer"})
  void garbageIsRefused(String token) {
    refused(token, "invalid-token");
  }

  @Test
  void aTokenWithoutEndOfLettersIsRefused() {
    refused("x".repeat(9000), "invalid-token");
  }

  @ParameterizedTest
  @CsvSource({
    "/*/conversations/**, GET, 200",
    "/v1/conversations/**, GET, 200",
    "/beta/conversations/**, GET, 403",
    "/*/users/**, GET, 403",
    "/**, GET, 200",
    "/*/conversations/*, GET, 403",
    "/*/conversations/*/events, GET, 200",
    "/*/conversations/*/*, GET, 200"
  })
  void theAclOpensPaths(String path, String method, int status) {
    Map<String, Object> acl = Map.of("paths", Map.of(path, Map.of()));
    Map<String, Object> claims = Tokens.OURS.claims();
    claims.put("sub", "alice");
    claims.put("acl", acl);
    Reply reply = SERVED.call(Tokens.OURS.sign(claims), method, SERVED.path("v1", "/events"));
    assertThat(reply.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(reply.code()).isEqualTo("system:error:permission");
    }
  }

  @Test
  void theAclCanOpenSomeMethodsOnly() {
    Map<String, Object> claims = Tokens.OURS.claims();
    claims.put(
        "acl",
        Map.of(
            "paths", Map.of("/*/conversations/**", Map.of("methods", List.of("GET", "DELETE")))));
    String token = Tokens.OURS.sign(claims);
    assertThat(read(token).status()).isEqualTo(200);
    assertThat(
            SERVED
                .call(token, "POST", SERVED.path("v1", "/events"), SERVED.event("custom:t", "{}"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void anAclThatIsNoneIsRefused() {
    refused(Tokens.OURS.with("acl", "all"), "invalid-token");
    refused(Tokens.OURS.with("acl", Map.of()), "invalid-token");
    refused(Tokens.OURS.with("acl", Map.of("paths", List.of("/**"))), "invalid-token");
  }

  @Test
  void theHostCanTellItselfWhoCalls() {
    try (Served own =
        Served.with(
            choices ->
                choices.authenticator(
                    token -> dev.conversationbus.endpoint.auth.Caller.user("shop", token)))) {
      assertThat(own.call("alice", "GET", own.path("v1", "/members/me")).text("id"))
          .isEqualTo(own.alice.id().value());
    }
  }

  @Test
  void anAuthenticatorOfTheHostThatFailsIsAnErrorWithoutTrace() {
    try (Served broken =
        Served.with(
            choices ->
                choices.authenticator(
                    token -> {
                      throw new IllegalStateException("secret detail");
                    }))) {
      Reply reply = broken.call("x", "GET", broken.path("v1", "/events"));
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.body()).doesNotContain("secret", "Exception");
    }
  }
}
