package dev.conversationbus.endpoint;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Signs tokens of one application. */
final class Tokens {

  /** The application of most tests. */
  static final Tokens OURS = new Tokens();

  private final UUID applicationId = UUID.randomUUID();
  private final KeyPair keys;

  /** Makes an application with a key of its own. */
  Tokens() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the application. */
  UUID applicationId() {
    return applicationId;
  }

  /** Returns its key. */
  RSAPublicKey publicKey() {
    return (RSAPublicKey) keys.getPublic();
  }

  /** Returns its secret key. */
  KeyPair keys() {
    return keys;
  }

  /** Returns the claims of a token of the application itself, issued now. */
  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("application_id", applicationId.toString());
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  /** Returns a token with one more claim than {@link #claims}. */
  String with(String claim, Object value) {
    Map<String, Object> claims = claims();
    claims.put(claim, value);
    return sign(claims);
  }

  /** Returns a token of the application itself. */
  String application() {
    return sign(claims());
  }

  /** Returns a token of a user. */
  String user(String name) {
    return with("sub", name);
  }

  /** Returns a signed token. */
  String sign(Map<String, Object> claims) {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build();
    return sign(header, new Payload(claims));
  }

  /** Returns a signed token. */
  String sign(JWSHeader header, Payload payload) {
    JWSObject token = new JWSObject(header, payload);
    try {
      token.sign(new RSASSASigner(keys.getPrivate()));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }
}
