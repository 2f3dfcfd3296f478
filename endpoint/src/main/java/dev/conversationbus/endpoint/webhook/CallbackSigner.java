package dev.conversationbus.endpoint.webhook;

import com.google.common.hash.Hashing;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.conversationbus.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Signs posts as the hosted service signs its webhooks: HS256 over a hash of the body's bytes. */
final class CallbackSigner {

  /** Less would be guessed; the algorithm asks for as many bytes as its hash has. */
  static final int MIN_SECRET_BYTES = 32;

  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

  private final String applicationId;
  private final String apiKey;
  private final MACSigner signer;

  /**
   * Makes a signer.
   *
   * @throws IllegalArgumentException if the secret is too short
   */
  CallbackSigner(String applicationId, String apiKey, String secret) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    if (key.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the signature secret has "
              + key.length
              + " bytes, needed are at least "
              + MIN_SECRET_BYTES);
    }
    this.applicationId = applicationId;
    this.apiKey = apiKey;
    try {
      this.signer = new MACSigner(key);
    } catch (KeyLengthException e) {
      throw new IllegalArgumentException("the signature secret is too short", e);
    }
  }

  /** {@return the value of {@code Authorization} for a body that is posted now} */
  String authorization(byte[] body, InstantSource clock) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iat", clock.instant().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iss", "Vonage");
    claims.put("payload_hash", Hashing.sha256().hashBytes(body).toString());
    claims.put("api_key", apiKey);
    claims.put("application_id", applicationId);
    JWSObject token = new JWSObject(HEADER, new Payload(claims));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(
          "cannot sign a webhook, check the security providers of this JVM", e);
    }
    return Headers.BEARER + " " + token.serialize();
  }
}
