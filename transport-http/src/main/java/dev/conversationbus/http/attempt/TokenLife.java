package dev.conversationbus.http.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reader of what a token says about itself, without judging it. */
public final class TokenLife {

  static final Duration OPAQUE = Duration.ofMinutes(1);

  /** The life of a token that says only when it was issued. */
  private static final Duration UNSAID = Duration.ofMinutes(15);

  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

  private TokenLife() {}

  /** {@return until when to use a token: a tenth of its life, at most a minute, before its end} */
  static Instant until(String token, Instant now) {
    JsonValue claims = claims(token);
    try {
      JsonValue exp = claims == null ? null : claims.get("exp");
      JsonValue iat = claims == null ? null : claims.get("iat");
      Instant expires;
      if (exp != null) {
        expires = Instant.ofEpochSecond(exp.number());
      } else if (iat != null) {
        expires = Instant.ofEpochSecond(iat.number()).plus(UNSAID);
      } else {
        return now.plus(OPAQUE);
      }
      Duration margin = Duration.between(now, expires).dividedBy(10);
      return expires.minus(margin.compareTo(LONGEST_MARGIN) < 0 ? margin : LONGEST_MARGIN);
    } catch (MalformedJsonException | RuntimeException e) {
      return now.plus(OPAQUE);
    }
  }

  /** {@return whether the token is a user's, not an application's} */
  public static boolean isUsers(@Nullable String token) {
    JsonValue claims = token == null ? null : claims(token);
    try {
      return claims != null && claims.get("sub") != null;
    } catch (MalformedJsonException e) {
      return false;
    }
  }

  private static @Nullable JsonValue claims(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      return null;
    }
    try {
      JsonValue claims =
          JsonValue.parse(
              Base64.getUrlDecoder().decode(token.substring(first + 1, second).getBytes(UTF_8)));
      return claims.isObject() ? claims : null;
    } catch (MalformedJsonException | IllegalArgumentException e) {
      return null;
    }
  }
}
