package dev.conversationbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** Keys made for the tests, and a reading of tokens that knows nothing of how they are made. */
final class TestKeys {
  static final KeyPair RSA = pair("RSA", 2048);

  private TestKeys() {}

  static KeyPair pair(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String pem(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  static String pem(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  /** Returns what a token claims, after its header and its signature were found right. */
  static JsonNode verified(String token) {
    String[] parts = token.split("\\.", -1);
    assertThat(parts).hasSize(3).allMatch(part -> part.matches("[A-Za-z0-9_-]+"));
    assertThat(json(parts[0]).toString()).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(RSA.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    return json(parts[1]);
  }

  private static JsonNode json(String base64) {
    try {
      return new JsonMapper().readTree(Base64.getUrlDecoder().decode(base64));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
