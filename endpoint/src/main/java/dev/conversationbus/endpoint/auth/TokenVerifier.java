package dev.conversationbus.endpoint.auth;

import static dev.conversationbus.endpoint.auth.RefusedTokenException.Reason.EXPIRED;
import static dev.conversationbus.endpoint.auth.RefusedTokenException.Reason.INVALID;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of applications by their public keys, as the hosted service did: RS256 only;
 * a user's name in {@code sub}; a token without {@code exp} lives for 15 minutes, with it for up to
 * 24 hours; clocks may differ by a minute.
 *
 * <p>What was verified is remembered until it expires, for up to 10,000 tokens.
 *
 * @since 0.1.0
 */
public final class TokenVerifier implements Authenticator {

  /** How far clocks may differ. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** The life of a token that does not say how long it lives. */
  static final Duration DEFAULT_LIFE = Duration.ofMinutes(15);

  /** The longest life of a token. */
  static final Duration MAX_LIFE = Duration.ofHours(24);

  private static final int MAX_LENGTH = 8192;
  private static final int MAX_PATHS = 100;
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<String, RSASSAVerifier> verifiers;
  private final InstantSource clock;
  private final Cache<String, Caller> verified =
      CacheBuilder.newBuilder().maximumSize(MAX_REMEMBERED).build();

  /**
   * Makes a verifier.
   *
   * @param keys the public key of each application, by its id
   */
  public TokenVerifier(Map<String, RSAPublicKey> keys, InstantSource clock) {
    Map<String, RSASSAVerifier> made = new HashMap<>();
    keys.forEach((application, key) -> made.put(application, new RSASSAVerifier(key)));
    this.verifiers = Map.copyOf(made);
    this.clock = clock;
  }

  @Override
  public Caller authenticate(String token) throws RefusedTokenException {
    Caller known = verified.getIfPresent(token);
    if (known == null) {
      known = verify(token);
      verified.put(token, known);
    } else if (!clock.instant().isBefore(known.expires())) {
      verified.invalidate(token);
      throw new RefusedTokenException(EXPIRED);
    }
    return known;
  }

  private Caller verify(String token) throws RefusedTokenException {
    if (token.length() > MAX_LENGTH) {
      throw new RefusedTokenException(
          INVALID, "the token has more than " + MAX_LENGTH + " characters");
    }
    Map<String, Object> claims = signedClaims(token);
    String application = text(claims, "application_id");
    if (text(claims, "jti").isEmpty()) {
      throw new RefusedTokenException(INVALID, "the token has no jti");
    }
    Instant expires = expires(claims);
    String user = claims.containsKey("sub") ? text(claims, "sub") : null;
    if (user != null && user.isEmpty()) {
      throw new RefusedTokenException(INVALID, "the token's sub is empty");
    }
    return new Caller(application, user, permissions(claims.get("acl")), expires);
  }

  /** Returns the claims once the signature was found to be that of the application they name. */
  private Map<String, Object> signedClaims(String token) throws RefusedTokenException {
    try {
      JWSObject signed = JWSObject.parse(token);
      Map<String, Object> claims = signed.getPayload().toJSONObject();
      // The key is chosen by what the token claims, and then has to prove just that.
      RSASSAVerifier verifier =
          claims != null && claims.get("application_id") instanceof String application
              ? verifiers.get(application)
              : null;
      if (claims == null
          || verifier == null
          || !JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())
          || !signed.verify(verifier)) {
        throw new RefusedTokenException(INVALID);
      }
      return claims;
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      // Their messages may quote the token.
      throw new RefusedTokenException(INVALID);
    }
  }

  private Instant expires(Map<String, Object> claims) throws RefusedTokenException {
    Instant now = clock.instant();
    Instant issued = time(claims, "iat");
    if (issued == null) {
      throw new RefusedTokenException(INVALID, "the token has no iat");
    }
    Instant notBefore = time(claims, "nbf");
    if (issued.isAfter(now.plus(SKEW))
        || (notBefore != null && notBefore.isAfter(now.plus(SKEW)))) {
      throw new RefusedTokenException(INVALID, "the token is not valid yet");
    }
    Instant expires = time(claims, "exp");
    if (expires == null) {
      expires = issued.plus(DEFAULT_LIFE);
    } else if (expires.isAfter(issued.plus(MAX_LIFE).plus(SKEW))) {
      throw new RefusedTokenException(INVALID, "the token lives for more than 24 hours");
    }
    Instant end = expires.plus(SKEW);
    if (!now.isBefore(end)) {
      throw new RefusedTokenException(EXPIRED);
    }
    return end;
  }

  private static String text(Map<String, Object> claims, String name) throws RefusedTokenException {
    if (claims.get(name) instanceof String text) {
      return text;
    }
    throw new RefusedTokenException(INVALID, "the token has no " + name + " that is a string");
  }

  /** Reads seconds, which some write as a string. */
  private static @Nullable Instant time(Map<String, Object> claims, String name)
      throws RefusedTokenException {
    Object value = claims.get(name);
    if (value == null) {
      return null;
    }
    try {
      long seconds =
          value instanceof Number number
              ? (long) Math.floor(number.doubleValue())
              : Long.parseLong((String) value);
      if (seconds < 0 || seconds > Instant.MAX.getEpochSecond() / 2) {
        throw new RefusedTokenException(INVALID, "the token's " + name + " is out of range");
      }
      return Instant.ofEpochSecond(seconds);
    } catch (NumberFormatException | ClassCastException e) {
      throw new RefusedTokenException(INVALID, "the token's " + name + " is no time");
    }
  }

  private static Permissions permissions(@Nullable Object acl) throws RefusedTokenException {
    if (acl == null) {
      return Permissions.all();
    }
    if (!(acl instanceof Map<?, ?> map) || !(map.get("paths") instanceof Map<?, ?> paths)) {
      throw new RefusedTokenException(INVALID, "the token's acl has no paths");
    }
    if (paths.size() > MAX_PATHS) {
      throw new RefusedTokenException(
          INVALID, "the token's acl has more than " + MAX_PATHS + " paths");
    }
    Map<String, Set<String>> open = new HashMap<>();
    paths.forEach((path, rule) -> open.put((String) path, methods(rule)));
    return Permissions.of(open);
  }

  private static Set<String> methods(@Nullable Object rule) {
    Set<String> methods = new HashSet<>();
    if (rule instanceof Map<?, ?> map && map.get("methods") instanceof List<?> listed) {
      for (Object method : listed) {
        methods.add(String.valueOf(method));
      }
      if (methods.isEmpty()) {
        // An empty list opens nothing, which no method is called.
        methods.add("");
      }
    }
    return methods;
  }
}
