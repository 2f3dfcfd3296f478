package dev.conversationbus.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Verifier of signed webhooks: the signature first, then the hash of the very bytes that came. */
final class WebhookSignature {

  private static final String SCHEME = "bearer ";
  private static final int LONGEST = 8192;

  private final Map<String, byte[]> secrets;

  WebhookSignature(Map<String, byte[]> secrets) {
    this.secrets = secrets;
  }

  /** {@return why the request is refused; null if it is genuine} */
  @Nullable String refusal(@Nullable String authorization, byte[] body) {
    if (authorization == null
        || authorization.length() > LONGEST
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "no bearer token";
    }
    String token = authorization.substring(SCHEME.length()).strip();
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return "no signed token";
    }
    try {
      Base64.Decoder base64 = Base64.getUrlDecoder();
      if (!"HS256".equals(JsonValue.parse(base64.decode(parts[0])).textOf("alg"))) {
        return "signed with another algorithm than HS256";
      }
      JsonValue claims = JsonValue.parse(base64.decode(parts[1]));
      String apiKey = claims.textOf("api_key");
      byte[] secret = secrets.get(apiKey == null ? "" : apiKey);
      if (secret == null) {
        return "no secret for the api_key of the token";
      }
      byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
      if (!MessageDigest.isEqual(hmac(secret, signed), base64.decode(parts[2]))) {
        return "the signature is wrong";
      }
      String hash = claims.textOf("payload_hash");
      byte[] found =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(body))
              .getBytes(US_ASCII);
      return hash != null && MessageDigest.isEqual(found, hash.getBytes(UTF_8))
          ? null
          : "the body is not the one that was signed";
    } catch (MalformedJsonException | IllegalArgumentException e) {
      return "the token cannot be read";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM lacks HmacSHA256 or SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] secret, byte[] signed) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return mac.doFinal(signed);
  }
}
